import { useState } from 'react'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Dialog, DialogLine } from '../../client/ui'
import type { Trouble } from '../../client/ui'
import { deleteAccount } from './store'
import type { Receipt } from './store'

const lines = [1, 2, 3, 4, 5] as const

/** Five plain lines before something that cannot be taken back. */
export const DeleteDialog = observer(function DeleteDialog({ open, onClose, onDone, onTrouble }: {
  open: boolean
  onClose: () => void
  onDone: (receipt: Receipt) => void
  onTrouble: (trouble: Trouble) => void
}) {
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    const outcome = await deleteAccount()
    setBusy(false)
    onClose()
    if (outcome.ok) onDone(outcome.data)
    else onTrouble(outcome.problem)
  }
  return (
    <Dialog open={open} title={t('data.deleteAsk')} confirm={{ words: t('data.deleteConfirm'), onPress: go, danger: true, busy }} cancel={{ words: t('data.keep'), onPress: onClose }}>
      {lines.map((one) => <DialogLine key={one}>{t(`data.delete${one}`)}</DialogLine>)}
    </Dialog>
  )
})
