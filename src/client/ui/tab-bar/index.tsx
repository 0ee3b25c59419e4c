import type { TabName } from './tabs'

/** The mini-programs have the host's own tab bar. */
export function TabBar(_props: { current: TabName }) {
  return null
}
