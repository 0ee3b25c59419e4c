import { observer } from 'mobx-react-lite'
import { shanghaiDate } from '../../../../contract/shanghai-time'
import { formatDate } from '../../../../client/i18n'
import { call, Cell, Empty, Notice, open, Section, StatusTag } from '../../../../client/ui'
import { daysUntil } from '../../eligibility'
import type { Eligibility, Standing } from '../../eligibility'
import { t } from '../../reminder-texts'
import { Figure } from '../shared/figure'
import { Footnote } from '../shared/footnote'
import { t as shared } from '../../texts'

function leftWords(nextDue: string): string {
  const days = daysUntil(shanghaiDate(Date.now()), nextDue)
  if (days < 0) return t('qualification.late', { days: -days })
  return days === 0 ? t('qualification.today') : t('qualification.left', { days })
}

/** The date that matters, or why there is none. */
export const StandingFigure = observer(function StandingFigure({ standing }: { standing: Standing }) {
  const { state, nextDue, opensOn, stateText } = standing
  if (state === 'notRetired') {
    return <Empty icon='check' title={t('qualification.notRetired')} detail={t('qualification.notRetiredDetail')} action={{ words: t('qualification.seeStatus'), onPress: () => open('/services/social-security/pages/overview/index') }} />
  }
  const wait = state === 'due' || state === 'overdue'
  const note = nextDue === null ? undefined : wait ? leftWords(nextDue) : opensOn ? t('qualification.opens', { date: formatDate(opensOn) }) : undefined
  return (
    <>
      {state === 'overdue' ? <Notice kind='warning' title={t('qualification.overdue')}>{t('qualification.overdueDetail')}</Notice> : null}
      {nextDue ? <Figure label={wait ? t('qualification.before') : t('qualification.next')} words={formatDate(nextDue)} note={note} /> : null}
      <Section><Cell title={t('qualification.what')} tag={<StatusTag tone={state === 'done' ? 'success' : state === 'overdue' ? 'warning' : 'primary'} words={stateText} />} /></Section>
    </>
  )
})

/** For those for whom data do not suffice, or who do not want to be compared: by face, at an outlet, by telephone. */
export const OtherWays = observer(function OtherWays({ eligibility }: { eligibility: Eligibility }) {
  const { office } = eligibility
  const phone = office?.phone ?? '12345'
  return (
    <Section title={t('qualification.ways')}>
      <Cell icon='person' title={t('qualification.byFace')} hint={t('qualification.byFaceHint')} onPress={() => eligibility.confirm('face')} />
      <Cell icon='place' title={t('qualification.byOutlet')} hint={office ? t('qualification.outletHint', office.outlet) : t('qualification.outletHintPlain')} onPress={() => open('/pages/help/index')} />
      <Cell icon='phone' title={t('qualification.call', { phone })} hint={t('qualification.callHint')} onPress={() => call(phone)} />
    </Section>
  )
})

/** The last confirmation, and the date of what is shown. */
export const StandingReceipt = observer(function StandingReceipt({ standing, traceId }: { standing: Standing; traceId: string }) {
  const { last } = standing
  return (
    <>
      {last ? (
        <Section title={t('qualification.receipt')}>
          <Cell title={t('qualification.confirmedOn')} value={formatDate(last.confirmedOn)} />
          <Cell title={t('qualification.way')} value={t(`qualification.way.${last.way}`)} />
          <Cell title={t('qualification.receiptNo')} hint={last.receiptNo} />
        </Section>
      ) : null}
      <Footnote data={standing} who={shared('who.rs')} operation='socialSecurity.qualification' title={t('qualification.what')} traceId={traceId} />
    </>
  )
})
