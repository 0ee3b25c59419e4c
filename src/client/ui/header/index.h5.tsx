import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Icon } from '../icon'
import { back } from '../navigate'
import './index.scss'

/** Bar of the browser edition, in place of the framework's own: the way back and whose page this is. The page's title is its first heading. */
export const Header = observer(function Header({ tab }: { tab?: boolean }) {
  // Tab pages start with their own heading.
  if (tab) return null
  return (
    <header className='cb-header'>
      <button type='button' className='cb-header-back' aria-label={t('header.backTo')} onClick={back}>
        <Icon name='back' tone='ink' size={22} />
        <span>{t('header.back')}</span>
      </button>
      <span className='cb-header-title' aria-hidden='true'>{t('app.name')}</span>
      <span className='cb-header-side' />
    </header>
  )
})
