import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { formatDate } from '../../../../client/i18n'
import { AsyncView, Empty, open } from '../../../../client/ui'
import type { AsyncViewProps } from '../../../../client/ui/states/async-view'
import { quietUntil } from '../../store'
import { t } from '../../texts'

/** The person lately said no to these purposes: said so, not asked again, with the way to decide otherwise. */
export const Refused = observer(function Refused({ purposes }: { purposes: readonly string[] }) {
  return (
    <Empty
      icon='lock' title={t('refused')} detail={t('refusedDetail', { date: formatDate(quietUntil(purposes) ?? '') })}
      action={{ words: t('changeMind'), onPress: () => open('/pages/consent/index', { purposes: purposes.join(',') }) }}
    />
  )
})

/** `AsyncView` that respects a refusal of consent. */
export const Asked = observer(function Asked<T>(props: AsyncViewProps<T>) {
  const { phase, trouble } = props.load
  const purposes = phase === 'trouble' && trouble?.code === 'consentRequired' ? (trouble.purposes ?? []) : []
  return quietUntil(purposes) === null ? <AsyncView {...props} /> : <Refused purposes={purposes} />
}) as <T>(props: AsyncViewProps<T>) => ReactNode
