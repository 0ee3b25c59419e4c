import { useState } from 'react'
import { useDidShow, useLoad, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { AsyncView, back, Choice, Notice, PageRoot, Paragraph, Result, Section } from '../../client/ui'
import { session } from '../../client/gateway'
import { isVerified, loadMe } from '../shared/me'
import { BindingForm, ClaimForm, UnifiedForm } from './forms'
import { identityFlow } from './store'

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
            {current.id === 'bindingCode' ? <BindingForm /> : current.id === 'unifiedIdentity' ? <UnifiedForm /> : <ClaimForm method={current.id} accepts={current.accepts} />}
          </>
        )
      }}
    </AsyncView>
  )
})

function IdentityPage() {
  useLoad(() => {
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
