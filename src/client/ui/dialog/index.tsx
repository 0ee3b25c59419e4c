import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { Button } from '../button'
import type { DialogProps } from './types'
import './index.scss'

/** A question that must be answered before going on. Drawn by us: the hosts' own dialogs do not grow in the elder edition. */
export function Dialog({ open, title, children, confirm, cancel }: DialogProps) {
  // Always a node: what comes and goes inside it does not send the page around it again.
  return <View>{open ? (
    <View className='cb-dialog-scrim' catchMove>
      <View className='cb-dialog' {...a11y({ role: 'dialog', modal: true, label: title })}>
        <View className='cb-dialog-title' {...a11y({ role: 'heading', level: 2 })}><Text>{title}</Text></View>
        <View className='cb-dialog-body'>{children}</View>
        <View className='cb-dialog-actions'>
          <Button kind={confirm.danger ? 'danger' : 'primary'} onPress={confirm.onPress} busy={confirm.busy}>{confirm.words}</Button>
          <Button kind='secondary' onPress={cancel.onPress}>{cancel.words}</Button>
        </View>
      </View>
    </View>
  ) : null}</View>
}

/** One plain line of a dialog. */
export function DialogLine({ children }: { children: string }) {
  return <View className='cb-dialog-line'><Text>{children}</Text></View>
}
