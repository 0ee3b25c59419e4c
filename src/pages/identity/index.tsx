import { useState } from 'react'
import { useDidShow, useLoad, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { back, Notice, open, PageRoot, Paragraph, readParam, Result, Section } from '../../client/ui'
import { session } from '../../client/gateway'
import { isVerified, loadMe } from '../shared/me'
import { BindingForm, ClaimForm, ShareForm, UnifiedForm } from './forms'
import { MethodList } from './method-list'
import { identityFlow } from './store'
import type { Method } from './store'

const results = ['cancelled', 'failed', 'expired', 'unavailable', 'guardian'] as const

function form(method: Method, choose: (id: Method['id']) => void) {
  switch (method.id) {
    case 'bindingCode':
      return <BindingForm />
    case 'unifiedIdentity':
      return <UnifiedForm />
    case 'alipayUserInfo':
      return <ShareForm />
    default:
      return <ClaimForm key={method.id} method={method.id} accepts={method.accepts} onDecline={() => choose('bindingCode')} />
  }
}

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
        <Result kind='success' title={t('identity.done')} detail={[t('identity.doneDetail')]} actions={[{ words: t('identity.continue'), onPress: goOn }, { words: t('identity.remember'), onPress: () => open('/pages/person/index') }]} />
      ) : (
        <>
          {isVerified() && identityFlow.phase === 'form' ? <Notice kind='success'>{t('identity.already')}</Notice> : null}
          {result && identityFlow.phase === 'form' && !identityFlow.trouble && !isVerified() ? (
            <Notice kind='warning' title={t(`identity.result.${result}`)}>{t(result === 'guardian' ? 'identity.result.guardianNext' : 'identity.result.again')}</Notice>
          ) : null}
          {identityFlow.phase === 'jumped' ? <Notice>{t('identity.jumped')}</Notice> : null}
          {identityFlow.trouble ? <Notice kind='danger' title={identityFlow.trouble.title}>{identityFlow.trouble.detail}</Notice> : null}
          <MethodList>{form}</MethodList>
          <Section><Paragraph>{t('identity.whyDetail')}</Paragraph><Paragraph>{t('identity.noFace')}</Paragraph></Section>
        </>
      )}
    </PageRoot>
  )
}

export default observer(IdentityPage)
