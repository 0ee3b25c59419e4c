import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { colours } from '../../theme/tokens'
import { uiStore } from '../../ui-store'
import { a11y } from '../a11y'
import { shapes } from './shapes'
import type { IconProps } from './shapes'
import './index.scss'

/** The drawing as a data URI. Quotes and brackets are escaped as well: the address stands inside `url("…")`. */
function dataUri(props: IconProps, colour: string): string {
  const paths = shapes[props.name].map((d) => `<path d='${d}'/>`).join('')
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='${colour}' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'>${paths}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`
}

/** A line icon for decoration, always beside a word, so it is hidden from screen readers. */
export const Icon = observer(function Icon(props: IconProps) {
  const colour = colours[uiStore.dark ? 'dark' : 'light'][props.tone ?? 'ink-2']
  const size = `${(props.size ?? 24) * (uiStore.elder ? 1.25 : 1)}px`
  return <View className='cb-icon' {...a11y({ hidden: true })} style={{ width: size, height: size, backgroundImage: `url("${dataUri(props, colour)}")` }} />
})
