import { useState } from 'react'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatTime, t } from '../../client/i18n'
import { AsyncView, Cell, Empty, open, PagedList, PageRoot, Section, StatusTag } from '../../client/ui'
import { isVerified, useOwnData } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { MessageDialog } from './message-dialog'
import { messages } from './store'
import type { Message } from './store'

function MessagesPage() {
  const [opened, setOpened] = useState<Message | null>(null)
  useOwnData(() => void messages.start(), () => setOpened(null))
  const { pages, unread } = messages
  const show = (message: Message) => {
    setOpened(message)
    void messages.opened(message)
  }
  const lead = isVerified() && pages.items.length > 0 ? (unread > 0 ? t('messages.unreadCount', { count: unread }) : t('messages.allRead')) : undefined
  return (
    <PageRoot title={t('messages.title')} lead={lead} tab='messages'>
      {isVerified() ? (
        <>
          <AsyncView load={pages.load} who={t('department.platform')} what={t('messages.title')} retry={messages.start}>
            {() =>
              pages.items.length === 0 ? (
                <Empty icon='messages' title={t('messages.empty')} detail={t('messages.emptyDetail')} action={{ words: t('messages.toServices'), onPress: () => open('/pages/services/index') }} />
              ) : (
                <PagedList
                  label={t('messages.title')} items={pages.items} further={pages.further} onMore={pages.more} keyOf={(one) => one.messageId}
                  row={(one) => (
                    <Cell
                      title={t(`message.${one.kind}`)} hint={formatTime(one.createdAt)} onPress={() => show(one)}
                      tag={one.read ? undefined : <StatusTag tone='primary' icon='info' words={t('messages.unread')} />}
                    />
                  )}
                />
              )}
          </AsyncView>
          <Section><Cell icon='question' title={t('checks.title')} hint={t('checks.hint')} onPress={() => open('/pages/checkrequest/list')} /></Section>
        </>
      ) : (
        <NotConfirmed what={t('messages.title')}>
          <Empty icon='messages' title={t('messages.signIn')} detail={t('messages.emptyDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
        </NotConfirmed>
      )}
      <View><MessageDialog message={opened} onClose={() => setOpened(null)} /></View>
    </PageRoot>
  )
}

export default observer(MessagesPage)
