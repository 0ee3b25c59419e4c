import { useEffect, useState } from 'react'
import { View, Text } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatDate, t as shell } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { ActionBar, a11y, AsyncView, Button, Dialog, DialogLine, Notice, open, PageRoot, Result, Section } from '../../../../client/ui'
import { FlexibleDraft } from '../../draft-store'
import { askPolicyYears, PlanQuestion, policyYears } from '../../plan-store'
import { t } from '../../plan-texts'
import { Gate, ready, verified } from '../shared/gate'
import { DraftForm } from './draft-form'
import { copyChecklist, Checklist } from './checklist'

const calculator = '/services/social-security/pages/flexible/index'

/** The draft that goes with the person to the counter: filled here, kept by the platform, handed in nowhere by us. */
function DraftPage() {
  const [form] = useState(() => new FlexibleDraft())
  const [question] = useState(() => new PlanQuestion())
  const [removing, setRemoving] = useState(false)
  const [copied, setCopied] = useState<boolean | null>(null)
  const start = async () => {
    if (!(await ready())) return
    // Once: coming back from another app must not wipe what was chosen.
    if (form.draft.phase !== 'idle') return
    void askPolicyYears()
    await form.open()
  }
  useDidShow(start)
  useWhenSignedOut(form.reset)
  const { year = '', months = '', tier = '' } = form.content
  useEffect(() => {
    void question.send(year, months)
  }, [question, year, months])
  const plan = question.load.answer?.data.plan ?? null
  const level = plan?.tiers.find((one) => String(one.permille) === tier) ?? null
  const kept = form.draft.answer?.data
  const office = policyYears.answer?.data.office ?? null
  if (form.removed) {
    return (
      <PageRoot title={t('draft.title')}>
        <Result kind='success' title={t('draft.removed')} detail={[t('draft.removedDetail')]} actions={[{ words: t('draft.toCalculator'), onPress: () => open(calculator) }]} />
      </PageRoot>
    )
  }
  const copy = async () => setCopied(await copyChecklist({ content: form.content, plan, level, office }))
  return (
    <PageRoot title={t('draft.title')} lead={t('draft.lead')} action={verified() && kept ? <ActionBar><Button onPress={copy}>{t('draft.copy')}</Button></ActionBar> : undefined}>
      <Gate retry={start} title={t('draft.signIn')} detail={t('draft.signInDetail')}>
        <AsyncView load={form.draft} who={shell('department.platform')} what={t('draft.title')} retry={form.open} rows={5}>
          {(draft) => (
            <>
              {form.trouble ? <Notice kind='danger' title={t('draft.notSaved')} action={{ words: shell('button.retry'), onPress: form.open }}>{form.trouble.detail}</Notice> : null}
              <DraftForm form={form} years={policyYears.answer?.data.years ?? []} plan={plan} />
              <View className='ss-saved' {...a11y({ role: 'status', live: 'polite' })}>
                <Text>{form.saved ? t('draft.saved', { date: formatDate(draft.expiresAt) }) : form.trouble ? t('draft.notSaved') : t('draft.saving')}</Text>
              </View>
              {copied === null ? null : <Notice kind={copied ? 'success' : 'warning'}>{t(copied ? 'draft.copied' : 'draft.copyFailed')}</Notice>}
              <Checklist of={{ content: form.content, plan, level, office }} missingYear={question.load.answer?.data.missingYear ?? null} />
              <Section plain><Button kind='text' onPress={() => setRemoving(true)}>{t('draft.remove')}</Button></Section>
            </>
          )}
        </AsyncView>
      </Gate>
      <Dialog
        open={removing} title={t('draft.removeTitle')} cancel={{ words: t('draft.keep'), onPress: () => setRemoving(false) }}
        confirm={{ words: t('draft.remove'), danger: true, busy: form.busy, onPress: async () => { await form.remove(); setRemoving(false) } }}
      >
        <DialogLine>{t('draft.removeLine')}</DialogLine>
        <DialogLine>{t('draft.removeNothing')}</DialogLine>
      </Dialog>
    </PageRoot>
  )
}

export default observer(DraftPage)
