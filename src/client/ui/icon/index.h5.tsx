import { observer } from 'mobx-react-lite'
import { uiStore } from '../../ui-store'
import { shapes } from './shapes'
import type { IconProps } from './shapes'
import './index.scss'

/** Browser form: real SVG in the colour of the token, no data URI needed. */
export const Icon = observer(function Icon(props: IconProps) {
  const size = (props.size ?? 24) * (uiStore.elder ? 1.25 : 1)
  return (
    <svg
      className='cb-icon' aria-hidden='true' focusable='false' width={size} height={size} viewBox='0 0 24 24' fill='none'
      style={{ stroke: `var(--cb-${props.tone ?? 'ink-2'})` }} strokeWidth='1.75' strokeLinecap='round' strokeLinejoin='round'
    >
      {shapes[props.name].map((d) => <path key={d} d={d} />)}
    </svg>
  )
})
