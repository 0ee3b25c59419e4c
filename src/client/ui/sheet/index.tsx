import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Button } from '../button'
import type { SheetProps } from './types'
import '../dialog/index.scss'
import './index.scss'

/** Something to read on the way, from the bottom of the screen; unlike `Dialog` it asks nothing and may be left at any time. */
export const Sheet = observer(function Sheet({ open, title, children, onClose }: SheetProps) {
  // Always a node: what comes and goes inside it does not send the page around it again.
  return <View>{open ? (
    <View className='cb-dialog-scrim' catchMove onClick={onClose}>
      <View className='cb-dialog cb-sheet' onClick={(event) => event.stopPropagation()} {...a11y({ role: 'dialog', modal: true, label: title })}>
        <View className='cb-dialog-title' {...a11y({ role: 'heading', level: 2 })}><Text>{title}</Text></View>
        <View className='cb-dialog-body'>{children}</View>
        <View className='cb-dialog-actions'><Button kind='secondary' onPress={onClose}>{t('button.close')}</Button></View>
      </View>
    </View>
  ) : null}</View>
})
