import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { call, defectReporter, home, PageRoot, Result, open } from '../../client/ui'

/** Where the app goes when a page cannot be opened at all: wrong address, spent link. */
function ErrorPage() {
  return (
    <PageRoot title={t('error.title')}>
      <Result
        kind='problem' title={t('problem.title')} detail={[t('error.detail'), t('error.next')]} note={defectReporter.last ? t('error.number', { number: defectReporter.last.number }) : undefined}
        actions={[
          { words: t('button.backHome'), onPress: home },
          { words: t('home.all'), onPress: () => open('/pages/services/index') },
          { words: t('help.call'), icon: 'phone', onPress: () => call('12345') },
        ]}
      />
    </PageRoot>
  )
}

export default observer(ErrorPage)
