import { observer } from 'mobx-react-lite'
import type { OutputOf } from '../../contract/operation'
import { messagesList } from '../../contract/platform/cases'
import { ask } from '../../client/ask'
import { formatTime, t } from '../../client/i18n'
import { AsyncView, Cell, Empty, Loadable, open, PagedList, PageRoot, StatusTag } from '../../client/ui'
import { isVerified, useOwnData } from '../shared/me'

const messages = new Loadable<OutputOf<typeof messagesList>>()
const load = () => messages.run(() => ask(messagesList, { page: 1 }))

function MessagesPage() {
  useOwnData(() => void load())
  return (
    <PageRoot title={t('messages.title')} tab='messages'>
      {isVerified() ? (
        <AsyncView load={messages} who={t('department.platform')} what={t('messages.title')} retry={load}>
          {(data) =>
            data.messages.length === 0 ? (
              <Empty icon='messages' title={t('messages.empty')} detail={t('messages.emptyDetail')} action={{ words: t('messages.toServices'), onPress: () => open('/pages/services/index') }} />
            ) : (
              <PagedList
                label={t('messages.title')} items={data.messages} keyOf={(one) => one.messageId}
                row={(one) => (
                  <Cell title={t(`message.${one.kind}`)} hint={formatTime(one.createdAt)} tag={one.read ? undefined : <StatusTag tone='primary' icon='info' words={t('messages.unread')} />} />
                )}
              />
            )}
        </AsyncView>
      ) : (
        <Empty icon='messages' title={t('messages.signIn')} detail={t('messages.emptyDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
      )}
    </PageRoot>
  )
}

export default observer(MessagesPage)
