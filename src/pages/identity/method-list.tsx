import { useState } from 'react'
import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { identityMethods } from '../../contract/platform/identity'
import { t } from '../../client/i18n'
import { AsyncView, Choice, Notice, Paragraph, Section } from '../../client/ui'
import { identityFlow } from './store'
import type { Method } from './store'

/**
 * The ways of this host in the order of the city's profile: the first that can be used is chosen, those that cannot say why.
 * @param only which of them this page is about
 * @param children draws the chosen way; `choose` leads to another
 */
export const MethodList = observer(function MethodList({ only = () => true, children }: {
  only?: (method: Method) => boolean
  children: (method: Method, choose: (id: Method['id']) => void) => ReactNode
}) {
  const [chosen, setChosen] = useState<Method['id'] | null>(null)
  const choose = (id: Method['id']) => {
    setChosen(id)
    identityFlow.restart()
  }
  return (
    <AsyncView load={identityFlow.methods} who={t('department.platform')} what={t('identity.choose')} retry={identityFlow.loadMethods}>
      {(data) => {
        // A package may be older than the gateway: a way that it does not know is not offered.
        const listed = data.methods.filter((one) => identityMethods.includes(one.id) && only(one))
        const usable = listed.filter((one) => identityFlow.reasonOf(one) === null)
        const current = usable.find((one) => one.id === chosen) ?? usable[0]
        return (
          <>
            {usable.length > 1 && current ? (
              <Section title={t('identity.choose')}>
                <Choice
                  label={t('identity.choose')} showLabel={false} value={current.id} onChange={choose}
                  options={usable.map((one) => ({ value: one.id, words: t(`identity.method.${one.id}`), hint: t(`identity.method.${one.id}Hint`) }))}
                />
              </Section>
            ) : null}
            {listed.map((one) => {
              const reason = identityFlow.reasonOf(one)
              return reason ? <Paragraph key={one.id}>{t('identity.unavailable', { method: t(`identity.method.${one.id}`), reason: t(`identity.reason.${reason}`) })}</Paragraph> : null
            })}
            {current ? children(current, choose) : <Notice kind='warning' title={t('identity.none')}>{t('identity.noneDetail')}</Notice>}
          </>
        )
      }}
    </AsyncView>
  )
})
