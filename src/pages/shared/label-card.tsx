import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Cell, DialogLine, Section } from '../../client/ui'
import type { PrivacyLabel } from './labels'

/** One purpose in plain lines: who reads what, why, for how long. */
export const LabelCard = observer(function LabelCard({ label, children }: { label: PrivacyLabel; children?: ReactNode }) {
  return (
    <Section title={label.title}>
      <Cell title={t('consent.what')} hint={label.reads} />
      <Cell title={t('consent.from')} hint={label.from} />
      <Cell title={t('consent.purpose')} hint={label.why} />
      <Cell title={t('consent.kept')} hint={label.kept} />
      <Cell title={t('consent.shared')} hint={label.sharedWith} />
      {children}
    </Section>
  )
})

/** The same in four lines, for a question that is put in a dialog. */
export const PurposeLines = observer(function PurposeLines({ label }: { label: PrivacyLabel }) {
  const lines = [[t('consent.what'), label.reads], [t('consent.purpose'), label.why], [t('consent.kept'), label.kept], [t('consent.shared'), label.sharedWith]] as const
  return <>{lines.map(([name, words]) => <DialogLine key={name}>{`${name}\uff1a${words}`}</DialogLine>)}</>
})
