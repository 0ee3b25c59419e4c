import { useEffect, useId, useRef } from 'react'
import { Button } from '../button'
import type { DialogProps } from './types'
import './index.scss'

/** Browser form: the native dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ open, title, children, confirm, cancel }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={ref} className='cb-dialog cb-dialog-native' aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        cancel.onPress()
      }}
    >
      <h2 className='cb-dialog-title' id={id}>{title}</h2>
      <div className='cb-dialog-body'>{children}</div>
      <div className='cb-dialog-actions'>
        <Button kind={confirm.danger ? 'danger' : 'primary'} onPress={confirm.onPress} busy={confirm.busy}>{confirm.words}</Button>
        <Button kind='secondary' onPress={cancel.onPress}>{cancel.words}</Button>
      </div>
    </dialog>
  )
}

/** One plain line of a dialog. */
export function DialogLine({ children }: { children: string }) {
  return <p className='cb-dialog-line'>{children}</p>
}
