import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Icon } from '../icon'
import { open } from '../navigate'
import { tabs } from './tabs'
import type { TabName } from './tabs'
import './index.scss'

/** Tab bar of the browser edition: real buttons in a navigation landmark, elder sizes, above the safe area. */
export const TabBar = observer(function TabBar({ current }: { current: TabName }) {
  return (
    <nav className='cb-tabbar' aria-label={t('app.name')}>
      {tabs.map((tab) => {
        const here = tab.name === current
        return (
          <button
            key={tab.name} type='button' className={here ? 'cb-tabbar-item cb-tabbar-here' : 'cb-tabbar-item'}
            aria-current={here ? 'page' : undefined} onClick={() => (here ? undefined : open(tab.path))}
          >
            <Icon name={tab.icon} tone={here ? 'primary' : 'ink-3'} size={22} />
            <span>{t(`tab.${tab.name}`)}</span>
          </button>
        )
      })}
    </nav>
  )
})
