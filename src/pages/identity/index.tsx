import { useState } from 'react'
import { useDidShow, useLoad, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { AsyncView, back, Choice, Notice, PageRoot, Paragraph, readParam, Result, Section } from '../../client/ui'
import { session } from '../../client/gateway'
import { isVerified, loadMe } from '../shared/me'
import { BindingForm, ClaimForm, UnifiedForm } from './forms'
import { identityFlow } from './store'

const results = ['cancelled', 'failed', 'expired', 'unavailable', 'guardian'] as const
const reasons = ['switchedOff', 'notConfigured'] as const

type Method = 'weixinRealName' | 'alipayCertify' | 'unifiedIdentity' | 'bindingCode'

const Methods = observer(function Methods() {
  const [chosen, setChosen] = useState<Method | null>(null)
  return (
    <AsyncView load={identityFlow.methods} who={t('department.platform')} what={t('identity.choose')} retry={identityFlow.loadMethods}>
      {(data) => {
        const usable = data.methods.filter((one) => one.available)
        const current = usable.find((one) => one.id === chosen) ?? usable[0]
        if (!current) return <Notice kind='warning' title={t('identity.none')}>{t('identity.noneDetail')}</Notice>
        return (
          <>
            {usable.length > 1 ? (
              <Section title={t('identity.choose')}>
                <Choice
                  label={t('identity.choose')} showLabel={false} value={current.id} onChange={(id) => { setChosen(id); identityFlow.restart() }}
                  options={usable.map((one) => ({ value: one.id, words: t(`identity.method.${one.id}`), hint: t(`identity.method.${one.id}Hint`) }))}
                />
              </Section>
            ) : null}
            {data.methods.map((one) => {
              const reason = reasons.find((known) => known === one.reason)
              return reason ? <Paragraph key={one.id}>{t('identity.unavailable', { method: t(`identity.method.${one.id}`), reason: t(`identity.reason.${reason}`) })}</Paragraph> : null
            })}
            {current.id === 'bindingCode' ? <BindingForm /> : current.id === 'unifiedIdentity' ? <UnifiedForm /> : <ClaimForm method={current.id} accepts={current.accepts} />}
          </>
        )
      }}
    </AsyncView>
  )
})

function IdentityPage() {
  // How a sign-in in the browser ended when it did not lead back to the page it began on.
  const [result, setResult] = useState<(typeof results)[number] | null>(null)
  useLoad((query) => {
    setResult(results.find((one) => one === readParam(query.result as string | undefined)) ?? null)
    if (identityFlow.phase === 'done') identityFlow.restart()
    void identityFlow.loadMethods()
  })
  useDidShow(() => {
    if (session.level === 'L0' && identityFlow.phase === 'done') identityFlow.restart()
  })
  useUnload(() => {
    if (identityFlow.phase === 'done') identityFlow.restart()
  })
  const goOn = () => {
    void loadMe()
    back()
  }
  return (
    <PageRoot title={t('identity.title')} lead={t('identity.why')}>
      {identityFlow.phase === 'done' ? (
        <Result kind='success' title={t('identity.done')} detail={[t('identity.doneDetail')]} actions={[{ words: t('identity.continue'), onPress: goOn }]} />
      ) : (
        <>
          {isVerified() && identityFlow.phase === 'form' ? <Notice kind='success'>{t('identity.already')}</Notice> : null}
          {result && identityFlow.phase === 'form' && !identityFlow.trouble && !isVerified() ? (
            <Notice kind='warning' title={t(`identity.result.${result}`)}>{t(result === 'guardian' ? 'identity.result.guardianNext' : 'identity.result.again')}</Notice>
          ) : null}
          {identityFlow.phase === 'jumped' ? <Notice>{t('identity.jumped')}</Notice> : null}
          {identityFlow.trouble ? <Notice kind='danger' title={identityFlow.trouble.title}>{identityFlow.trouble.detail}</Notice> : null}
          <Methods />
          <Section><Paragraph>{t('identity.whyDetail')}</Paragraph><Paragraph>{t('identity.noFace')}</Paragraph></Section>
        </>
      )}
    </PageRoot>
  )
}

export default observer(IdentityPage)
