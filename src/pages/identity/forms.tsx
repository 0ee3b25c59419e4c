import { useState } from 'react'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { CredentialType } from '../../contract/credentials'
import type { ClaimMethod } from '../../contract/platform/identity'
import { t } from '../../client/i18n'
import { Button, Choice, Field, Paragraph, Section } from '../../client/ui'
import { useFaceConsent } from './face-consent'
import { identityFlow } from './store'
import './forms.scss'

/** Browser: nothing to fill in here, the unified identity page asks. */
export const UnifiedForm = observer(function UnifiedForm() {
  return (
    <View className='identity-action'>
      <Button busy={identityFlow.phase === 'working'} onPress={() => identityFlow.unified()}>{t('identity.method.unifiedIdentity')}</Button>
    </View>
  )
})

/** Alipay: nothing to fill in, its member record is handed over after the person agreed there. */
export const ShareForm = observer(function ShareForm() {
  return (
    <>
      <Section><Paragraph>{t('identity.shareDetail')}</Paragraph></Section>
      <View className='identity-action'><Button busy={identityFlow.phase === 'working'} onPress={identityFlow.share}>{t('identity.share')}</Button></View>
    </>
  )
})

/** WeChat and Alipay: name and document as the host knows them. Where a face is compared, that is asked about once name and number are in order. */
export const ClaimForm = observer(function ClaimForm({ method, accepts, onDecline }: {
  method: ClaimMethod
  accepts: readonly CredentialType[]
  onDecline: () => void
}) {
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [type, setType] = useState<CredentialType>(accepts[0] ?? 'residentId')
  const [tried, setTried] = useState(false)
  const nameError = tried && name.trim() === '' ? t('identity.nameMissing') : identityFlow.fieldError('name')
  const numberError = tried && number.trim() === '' ? t('identity.noMissing') : identityFlow.fieldError('credentialNo')
  const claim = (faceConsent?: number) => identityFlow.claim({ method, name, credentialType: type, credentialNo: number, ...(faceConsent === undefined ? {} : { faceConsent }) })
  const consent = useFaceConsent(claim, onDecline)
  const start = async () => {
    setTried(true)
    if (name.trim() === '' || number.trim() === '') return
    await claim()
    await consent.askIfWanted()
  }
  return (
    <>
      <Section>
        <Field name='name' label={t('identity.name')} hint={t('identity.nameHint')} error={nameError} required maxLength={50} onInput={setName} autocomplete='name' />
        {accepts.length > 1 ? (
          <Choice label={t('identity.credentialType')} value={type} onChange={setType} options={accepts.map((one) => ({ value: one, words: t(`identity.type.${one}`) }))} />
        ) : null}
        <Field
          name='credentialNo' label={t('identity.credentialNo')} hint={t('identity.credentialNoHint')} error={numberError} required maxLength={24}
          keyboard={type === 'residentId' ? 'idcard' : 'text'} onInput={setNumber} onDone={start}
        />
      </Section>
      <View className='identity-action'><Button busy={identityFlow.phase === 'working'} onPress={start}>{t('identity.start')}</Button></View>
      {consent.dialog}
    </>
  )
})

/** A code from the counter or the helpline, for everyone whom the hosts do not cover. */
export const BindingForm = observer(function BindingForm() {
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const error = tried && code.trim().length !== 8 ? t('identity.codeMissing') : identityFlow.fieldError('code')
  const bind = async () => {
    setTried(true)
    if (code.trim().length === 8) await identityFlow.bind(code)
  }
  return (
    <>
      <Section><Field name='code' label={t('identity.code')} hint={t('identity.codeHint')} error={error} required maxLength={12} onInput={setCode} onDone={bind} autocomplete='one-time-code' /></Section>
      <View className='identity-action'><Button busy={identityFlow.phase === 'working'} onPress={bind}>{t('identity.bind')}</Button></View>
    </>
  )
})
