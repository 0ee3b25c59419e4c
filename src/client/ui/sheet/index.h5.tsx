import { useEffect, useId, useRef } from 'react'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Button } from '../button'
import type { SheetProps } from './types'
import '../dialog/index.scss'
import './index.scss'

/** Browser form: the native dialog, which keeps the focus inside and closes on Escape. */
export const Sheet = observer(function Sheet({ open, title, children, onClose }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const latest = useRef(onClose)
  latest.current = onClose
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) dialog.showModal()
    // The area beside the sheet belongs to the dialog element itself; a listener here leaves the element without a role of a control.
    const beside = (event: MouseEvent) => {
      if (event.target === dialog) latest.current()
    }
    dialog?.addEventListener('click', beside)
    return () => {
      dialog?.removeEventListener('click', beside)
      dialog?.close()
    }
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={ref} className='cb-dialog cb-dialog-native cb-sheet' aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className='cb-sheet-inside'>
        <h2 className='cb-dialog-title' id={id}>{title}</h2>
        <div className='cb-dialog-body'>{children}</div>
        <div className='cb-dialog-actions'><Button kind='secondary' onPress={onClose}>{t('button.close')}</Button></div>
      </div>
    </dialog>
  )
})
