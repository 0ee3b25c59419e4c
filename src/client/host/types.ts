import type { Host } from '../../contract/levels'
import type { HostAnswer } from '../../contract/platform/topics'
import type { HostHints, PreferenceStorage } from '../ui-store'

/** Why a host method gave nothing. A cancel is a value, never an exception. */
export type HostFailure = 'cancelled' | 'refused' | 'unavailable' | 'network' | 'timeout' | 'interrupted' | 'failed'

export type HostResult<T> = { ok: true; value: T } | { ok: false; reason: HostFailure }

export interface HttpRequest {
  url: string
  method: 'GET' | 'POST'
  /** Names in lower case. */
  headers: Record<string, string>
  /** Exact text to send; the signature covers these bytes. */
  body: string | undefined
  timeoutMs: number
}

export interface HttpReply {
  status: number
  /** Names in lower case, whatever the host gave. */
  headers: Record<string, string>
  /** Body as text; empty when the host dropped it. */
  text: string
}

export interface RunningRequest {
  reply: Promise<HostResult<HttpReply>>
  abort(): void
}

/** A file the host holds for us: fetched a moment ago, or chosen by the person. Never written to the app's own storage. */
export interface HostFile {
  /** The host's own name for it: a temporary path, or a key into what this tab holds. */
  handle: string
  /** As the person knows it; for the screen only. */
  name: string
  /** Bytes. */
  size: number
}

export interface FileRequest {
  url: string
  /** Names in lower case. */
  headers: Record<string, string>
  timeoutMs: number
}

/** An HTTP answer whose body is a file. With another status than 200 there is none: hosts save an error page as if it were the file. */
export interface Download {
  status: number
  file: HostFile | null
}

/** What the host's own check is asked with; given by the gateway. */
export type RealNameJump =
  | { kind: 'weixinMiniProgram'; appId: string; path: string }
  | { kind: 'weixinFace'; verifyId: string }
  | { kind: 'alipayCertify'; certifyId: string; url: string }
  | { kind: 'alipayAuthorise'; scope: 'id_verify'; verifyId: string }

/**
 * How the person left: `elsewhere` is another app, whose answer comes with the next app show; `back` is over on this phone, with the code
 * the host gave, where it gives one. Neither says that anything was passed.
 */
export type RealNameReturn = { came: 'elsewhere' } | { came: 'back'; code: string | null }

/** What a launch or a return to the app brought along. */
export interface AppEntry {
  /** Single-use code of WeChat's real-name page, exactly as given; null when there is none. */
  realNameCode: string | null
  /** True when the app came back from the real-name page without a code: the person left it. */
  realNameLeft: boolean
}

/**
 * Everything in which the hosts differ. One file per host; pages and stores know only this interface.
 * Methods never throw for anything a host or a person does.
 */
export interface HostAdapter {
  readonly name: Host
  /** Where the gateway is, without a trailing slash; empty for the own origin. */
  readonly gatewayOrigin: string
  /** Single-use login code; `unavailable` in the browser. */
  loginCode(): Promise<HostResult<string>>
  request(request: HttpRequest): RunningRequest
  readonly storage: PreferenceStorage
  hints(): HostHints
  /** Opens the host's own check. WeChat's city service answers through `readEntry` at the next app show, the others here. */
  realName(jump: RealNameJump): Promise<HostResult<RealNameReturn>>
  /** Whether this phone can take part in the host's face check; `unavailable` when the host is too old or there is none, `refused` when the phone cannot. */
  faceSupport(): Promise<HostResult<true>>
  /** Single-use code of a person who agreed that the host hands over name and document; `unavailable` where no host does. */
  shareCode(): Promise<HostResult<string>>
  /** Reads the options of App.onLaunch or App.onShow. */
  readEntry(options: unknown): AppEntry
  /** Leaves for another site in the same tab (browser only). */
  leaveTo(url: string): HostResult<true>
  /** Depth of the page stack, the current page included. */
  stackDepth(): number
  callPhone(number: string): Promise<HostResult<true>>
  copyText(text: string): Promise<HostResult<true>>
  /** The host's privacy agreement, where it has one; resolves at once where it has none. */
  requirePrivacy(): Promise<HostResult<true>>
  /** Which of the methods below exist here; a control for one that does not is not shown. */
  readonly can: { readonly chooseFile: boolean; readonly scanCode: boolean }
  /** Fetches a file into the host's temporary place. `name` is what the person will see. */
  download(request: FileRequest & { name: string }): Promise<HostResult<Download>>
  /** Shows a PDF in the host's own viewer; the browser saves it, which opens it on a phone. */
  openDocument(file: HostFile): Promise<HostResult<true>>
  /** Lets the person choose one PDF. */
  chooseFile(): Promise<HostResult<HostFile>>
  /** Sends a file as the form field `file`. */
  upload(request: FileRequest & { file: HostFile }): Promise<HostResult<HttpReply>>
  /** Reads a code with the camera: its text as it stands there. */
  scanCode(): Promise<HostResult<string>>
  /**
   * Asks the person whether the host may carry messages of these templates: at most three, all one-time or all long-term, and only from a tap –
   * call it before anything is waited for. Answers by template; `unavailable` in the browser.
   */
  subscribe(templateIds: readonly string[]): Promise<HostResult<Readonly<Record<string, HostAnswer>>>>
  /** Parameters the browser was opened with after a redirect; empty elsewhere. */
  returnParams(): Record<string, string>
}
