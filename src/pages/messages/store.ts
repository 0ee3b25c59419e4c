import { makeAutoObservable, runInAction } from 'mobx'
import type { OutputOf } from '../../contract/operation'
import { messagesList, messagesMarkRead } from '../../contract/platform/cases'
import { ask } from '../../client/ask'
import { whenSignedOut } from '../../client/own-data'
import { Pages } from '../shared/pages'

type Listed = OutputOf<typeof messagesList>
export type Message = Listed['messages'][number]

/** The person's messages, newest first. */
export class Messages {
  readonly pages = new Pages<Listed, Message>((page) => ask(messagesList, { page }), (answer) => answer.messages)
  unread = 0

  constructor() {
    makeAutoObservable(this, { pages: false }, { autoBind: true })
  }

  async start(): Promise<void> {
    await this.pages.first()
    runInAction(() => {
      this.unread = this.pages.load.answer?.data.unread ?? 0
    })
  }

  /** Marks an opened message as read. When that fails it stays unread: it was read all the same, and the next opening tries again. */
  async opened(message: Message): Promise<void> {
    if (message.read) return
    const outcome = await ask(messagesMarkRead, { messageId: message.messageId })
    if (!outcome.ok) return
    runInAction(() => {
      this.pages.replace((one) => (one.messageId === message.messageId ? { ...one, read: true } : one))
      this.unread = Math.max(0, this.unread - 1)
    })
  }

  reset(): void {
    this.pages.reset()
    this.unread = 0
  }
}

/** The one list of the app: the tab page stays mounted in the browser. */
export const messages = new Messages()
whenSignedOut(messages.reset)
