import { View } from '@tarojs/components'
import { useDidHide, useLoad, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatTime, t } from '../../client/i18n'
import { isStrong } from '../../client/own-data'
import { AsyncView, Button, Cell, Empty, Notice, open, PageRoot, Section } from '../../client/ui'
import { isVerified, loadMe, me, useOwnData } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { RememberedHosts } from './remembered'
import { loadRemembered, wholeNumber } from './store'
import { tt } from './texts'
import './shared.scss'

const here = '/pages/person/index'

/** Asks for the whole number; who has not just proven to hold the phone is led to the check and comes back to it. */
async function showNumber(): Promise<void> {
  if (await wholeNumber.show()) open('/pages/person/step-up', { from: `${here}?then=number` })
}

/** How sure the city is of who this is, until when, and the number: masked, in full only after a strong check. */
const State = observer(function State() {
  const { value, trouble, busy } = wholeNumber
  return (
    <>
      <View>{trouble ? <Notice kind='danger' title={trouble.title}>{trouble.detail}</Notice> : null}</View>
      <AsyncView load={me} who={t('department.platform')} what={tt('person.state')} retry={loadMe}>
        {({ person, l2Until, l3Until }) => (
          <Section title={tt('person.state')}>
            <Cell
              title={tt(isStrong() ? 'person.level3' : 'person.level2')}
              hint={isStrong() && l3Until ? tt('person.level3Until', { until: formatTime(l3Until) }) : l2Until ? tt('person.level2Until', { until: formatTime(l2Until) }) : undefined}
            />
            {person ? <Cell title={tt('person.name')} value={person.name} /> : null}
            {/* Below its name: eighteen digits in large type have no room beside it. */}
            {person ? value ? <Cell title={tt('person.wholeNumber')} hint={value} /> : <Cell title={tt('person.number')} value={person.credentialNo} /> : null}
            {person ? (
              <View className='person-buttons'>
                {value ? <Button kind='secondary' onPress={wholeNumber.hide}>{tt('person.hideNumber')}</Button>
                  : <Button kind='secondary' busy={busy} onPress={showNumber}>{tt('person.showNumber')}</Button>}
              </View>
            ) : null}
          </Section>
        )}
      </AsyncView>
    </>
  )
})

function PersonPage() {
  useLoad((query) => {
    wholeNumber.forget()
    if (query.then === 'number') wholeNumber.want()
  })
  useOwnData(() => {
    void loadMe()
    void loadRemembered()
    // The check the person was sent to is done: what was asked for comes now.
    if (wholeNumber.wanted && isStrong()) void wholeNumber.show()
  })
  // Not left standing on a screen that somebody else may pick up.
  useDidHide(() => wholeNumber.hide())
  useUnload(() => wholeNumber.forget())
  return (
    <PageRoot title={tt('person.title')} lead={tt('person.lead')}>
      {isVerified() ? <><State /><RememberedHosts /></> : (
        <NotConfirmed what={tt('person.title')}>
          <Empty icon='lock' title={tt('person.signIn')} detail={tt('person.signInDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
        </NotConfirmed>
      )}
    </PageRoot>
  )
}

export default observer(PersonPage)
