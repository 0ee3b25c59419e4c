import { useState } from 'react'
import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { facePurpose } from '../../contract/platform/identity'
import { t } from '../../client/i18n'
import { Dialog, DialogLine } from '../../client/ui'
import { PurposeLines } from '../shared/label-card'
import { labels, loadLabels } from '../shared/labels'
import type { PrivacyLabel } from '../shared/labels'
import { identityFlow } from './store'

/** Own question before a face is compared: who looks at it, what for, that nothing is kept here, and that there is another way. */
const FaceDialog = observer(function FaceDialog({ text, agree, decline }: { text: PrivacyLabel | null; agree: () => unknown; decline: () => void }) {
  return (
    <Dialog open={text !== null} title={t('identity.faceAsk')} confirm={{ words: t('identity.faceAgree'), onPress: agree }} cancel={{ words: t('identity.faceDecline'), onPress: decline }}>
      {text ? <PurposeLines label={text} /> : null}
      <DialogLine>{t('identity.faceOther')}</DialogLine>
    </Dialog>
  )
})

/**
 * The agreement about faces for a page; asked for when the gateway wants it before the host's check.
 * @param agreed is told the version of the text that was read
 * @param declined leads to a way without a face
 */
export function useFaceConsent(agreed: (version: number) => unknown, declined: () => void): { askIfWanted: () => Promise<void>; dialog: ReactNode } {
  const [text, setText] = useState<PrivacyLabel | null>(null)
  const askIfWanted = async () => {
    if (identityFlow.trouble?.code !== 'consentRequired') return
    identityFlow.restart()
    if (!labels.answer) await loadLabels()
    const found = labels.answer?.data.labels.find((one) => one.purpose === facePurpose)
    // Without the text there is nothing to agree to, and so no face check.
    if (found) setText(found)
    else identityFlow.textMissing(labels.trouble)
  }
  const close = () => setText(null)
  const agree = () => {
    const version = text?.version
    close()
    return version === undefined ? undefined : agreed(version)
  }
  return { askIfWanted, dialog: <FaceDialog text={text} agree={agree} decline={() => { close(); declined() }} /> }
}
