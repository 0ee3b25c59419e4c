import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import { call, open } from '../navigate'
import { Tappable } from '../tappable'
import './index.scss'

export const hotline = '12345'

/** Help in the same place of every page: the telephone and the nearest counter. */
export const HelpStrip = observer(function HelpStrip() {
  return (
    <View className='cb-help' {...a11y({ role: 'region', label: t('help.title') })}>
      <Tappable className='cb-help-item' onPress={() => call(hotline)} label={t('help.call')}>
        <Icon name='phone' tone='primary' size={20} />
        <Text className='cb-help-words'>{t('help.call')}</Text>
      </Tappable>
      <View className='cb-help-line' />
      <Tappable className='cb-help-item' onPress={() => open('/pages/help/index')} role='link' label={t('help.outlet')}>
        <Icon name='place' tone='primary' size={20} />
        <Text className='cb-help-words'>{t('help.outlet')}</Text>
      </Tappable>
    </View>
  )
})
