import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatDate } from '../../../../client/i18n'
import { Notice } from '../../../../client/ui'
import { t } from '../../plan-texts'
import './shared.scss'

/** Where a table comes from and when it holds. */
export const Source = observer(function Source({ of }: { of: { region: string; source: string; effectiveFrom: string; effectiveTo: string | null } }) {
  const held = of.effectiveTo ? t('rule.between', { from: formatDate(of.effectiveFrom), to: formatDate(of.effectiveTo) }) : t('rule.from', { date: formatDate(of.effectiveFrom) })
  return (
    <View className='ss-source'>
      <Text className='ss-source-words'>{`${t('rule')}\uff1a${of.source}\uff0c${of.region}\uff0c${held}`}</Text>
    </View>
  )
})

/** Says that figures are invented, on every page that shows them. */
export const DemoFigures = observer(function DemoFigures({ shown, region }: { shown: boolean; region: string }) {
  return shown ? <Notice kind='warning' title={t('demo')}>{t('demoDetail', { region })}</Notice> : null
})
