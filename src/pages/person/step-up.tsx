import { useRef, useState } from 'react'
import { View } from '@tarojs/components'
import { useDidShow, useLoad, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { session } from '../../client/gateway'
import { formatTime, t } from '../../client/i18n'
import { isStrong } from '../../client/own-data'
import { Button, Empty, Notice, open, PageRoot, Paragraph, readParam, Result, Section } from '../../client/ui'
import { useFaceConsent } from '../identity/face-consent'
import { BindingForm } from '../identity/forms'
import { MethodList } from '../identity/method-list'
import { identityFlow } from '../identity/store'
import type { Method } from '../identity/store'
import { isVerified, loadMe } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { goOn, originOf } from './origin'
import { tt } from './texts'
import './shared.scss'

const results = ['cancelled', 'failed', 'expired', 'unavailable', 'guardian', 'weak'] as const
type Ended = (typeof results)[number]
type Strong = Method & { id: 'weixinFace' | 'alipayCertify' }

const isStrongWay = (method: Method) => method.level === 'L3'

/** The host's face check in the name that is confirmed already. */
const FaceWay = observer(function FaceWay({ method, origin, onDecline }: { method: Strong; origin: string; onDecline: () => void }) {
  const go = () => identityFlow.stepUp(method.id, origin)
  const consent = useFaceConsent(async (version) => {
    if (await identityFlow.agreeToFace(version)) await go()
  }, onDecline)
  const start = async () => {
    await go()
    // Asked once; afterwards the agreement stands in the person's own data until it is withdrawn.
    await consent.askIfWanted()
  }
  return (
    <>
      <Section><Paragraph>{tt('stepUp.known')}</Paragraph></Section>
      <View className='person-action'><Button busy={identityFlow.phase === 'working'} onPress={start}>{tt('stepUp.start')}</Button></View>
      {consent.dialog}
    </>
  )
})

function way(method: Method, choose: (id: Method['id']) => void, origin: string) {
  switch (method.id) {
    case 'weixinFace':
    case 'alipayCertify':
      return <FaceWay key={method.id} method={method as Strong} origin={origin} onDecline={() => choose('bindingCode')} />
    case 'unifiedIdentity':
      return (
        <View className='person-action'>
          <Button busy={identityFlow.phase === 'working'} onPress={() => identityFlow.unified({ from: origin })}>{tt('stepUp.unified')}</Button>
        </View>
      )
    default:
      return <><Section><Paragraph>{tt('stepUp.code')}</Paragraph></Section><BindingForm /></>
  }
}

const Ways = observer(function Ways({ origin, ended }: { origin: string; ended: Ended | null }) {
  const { phase, trouble } = identityFlow
  const weak = phase === 'done' || (ended === 'weak' && phase === 'form')
  return (
    <>
      {weak ? <Notice kind='warning' title={tt('stepUp.weak')}>{tt('stepUp.weakDetail')}</Notice> : null}
      {ended && ended !== 'weak' && phase === 'form' && !trouble ? (
        <Notice kind='warning' title={t(`identity.result.${ended}`)}>{t(ended === 'guardian' ? 'identity.result.guardianNext' : 'identity.result.again')}</Notice>
      ) : null}
      {phase === 'jumped' ? <Notice>{t('identity.jumped')}</Notice> : null}
      {trouble ? <Notice kind='danger' title={trouble.title}>{trouble.detail}</Notice> : null}
      <MethodList only={isStrongWay}>{(method, choose) => way(method, choose, origin)}</MethodList>
      <Section><Paragraph>{tt('stepUp.noFace')}</Paragraph></Section>
    </>
  )
})

/** A second look at who holds the phone, for what may not be done by whoever picks it up. Leads back to where it was needed. */
function StepUpPage() {
  const [ended, setEnded] = useState<Ended | null>(null)
  const [, setShown] = useState(0)
  const origin = useRef('/pages/home/index')
  useLoad((query) => {
    origin.current = originOf(readParam(query.from as string | undefined))
    setEnded(results.find((one) => one === readParam(query.result as string | undefined)) ?? null)
    identityFlow.restart()
    void identityFlow.loadMethods()
  })
  // The half hour may have ended while the page was away.
  useDidShow(() => setShown((times) => times + 1))
  useUnload(() => {
    if (identityFlow.phase === 'done') identityFlow.restart()
  })
  const leave = () => {
    void loadMe()
    goOn(origin.current)
  }
  return (
    <PageRoot title={tt('stepUp.title')} lead={tt('stepUp.lead')}>
      {isStrong() ? (
        <Result
          kind='success' title={tt('stepUp.done')} detail={[tt('stepUp.doneDetail', { until: formatTime(session.l3Until ?? '') })]}
          actions={[{ words: tt('stepUp.goOn'), onPress: leave }]}
        />
      ) : isVerified() ? <Ways origin={origin.current} ended={ended} /> : (
        <NotConfirmed what={tt('stepUp.title')}>
          <Empty icon='lock' title={tt('stepUp.signIn')} detail={tt('stepUp.signInDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
        </NotConfirmed>
      )}
    </PageRoot>
  )
}

export default observer(StepUpPage)
