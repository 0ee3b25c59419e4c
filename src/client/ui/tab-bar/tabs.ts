import { tabPages } from '../navigate'

/** The four tabs in order; the same list stands in src/app.config.ts. */
export const tabs = [
  { name: 'home', icon: 'home', path: tabPages[0] },
  { name: 'services', icon: 'services', path: tabPages[1] },
  { name: 'messages', icon: 'messages', path: tabPages[2] },
  { name: 'mine', icon: 'person', path: tabPages[3] },
] as const
export type TabName = (typeof tabs)[number]['name']
