import { makeAutoObservable, runInAction } from 'mobx'
import { codeOfAddress, normalizeVerifyCode, verifyCodePattern } from '../../contract/documents'
import type { DocumentVerdict } from '../../contract/documents'
import { uploadMost } from '../../contract/files'
import { filesOpenUpload } from '../../contract/platform/files'
import { ask, outcomeOf } from '../../client/ask'
import { files } from '../../client/gateway'
import { host } from '../../client/host'
import type { HostFile } from '../../client/host'
import type { Trouble } from '../../client/ui/states/loadable'
import { socialSecurityCertificateVerify } from './contract'

/** Why a chosen file cannot be compared. */
export type FileWrong = 'large' | 'empty' | 'wrong' | 'lost' | 'refused' | 'unavailable'
export type ScanWrong = 'foreign' | 'failed'

/** Somebody's certificate in somebody else's hands: code, perhaps the file, and what the department says. */
export class Verification {
  code = ''
  file: HostFile | null = null
  fileWrong: FileWrong | null = null
  scanWrong: ScanWrong | null = null
  codeWrong = false
  busy = false
  verdict: DocumentVerdict | null = null
  trouble: Trouble | null = null
  /** Rises when the code was filled in by a scan: the field is drawn anew with it. */
  filled = 0

  constructor() {
    makeAutoObservable(this, {}, { autoBind: true })
  }

  type(code: string): void {
    this.code = code
    this.codeWrong = false
  }

  async scan(): Promise<void> {
    this.scanWrong = null
    const result = await host.scanCode()
    if (!result.ok && result.reason === 'cancelled') return
    // Only our own address counts: another site's code could lead anywhere.
    const code = result.ok ? codeOfAddress(result.value, host.gatewayOrigin) : null
    runInAction(() => {
      if (code === null) this.scanWrong = result.ok ? 'foreign' : 'failed'
      else {
        this.code = code
        this.codeWrong = false
        this.filled += 1
      }
    })
    if (code !== null) await this.verify()
  }

  async choose(): Promise<void> {
    const result = await host.chooseFile()
    runInAction(() => {
      this.fileWrong = null
      if (result.ok) {
        this.file = result.value
        if (result.value.size > uploadMost) this.fileWrong = 'large'
        else if (result.value.size === 0) this.fileWrong = 'empty'
        if (this.fileWrong) this.file = null
      } else if (result.reason !== 'cancelled') this.fileWrong = result.reason === 'unavailable' || result.reason === 'refused' ? result.reason : 'lost'
    })
  }

  drop(): void {
    this.file = null
    this.fileWrong = null
  }

  async verify(): Promise<void> {
    if (this.busy) return
    const code = normalizeVerifyCode(this.code)
    this.codeWrong = !verifyCodePattern.test(code)
    if (this.codeWrong) return
    this.busy = true
    this.trouble = null
    this.fileWrong = null
    const digest = this.file ? await this.read(this.file) : null
    const outcome = digest === undefined ? null : await ask(socialSecurityCertificateVerify, { code, digest })
    runInAction(() => {
      this.busy = false
      if (!outcome) return
      if (outcome.ok) this.verdict = outcome.data
      else this.trouble = outcome.problem
    })
  }

  again(): void {
    this.code = ''
    this.filled += 1
    this.verdict = null
    this.trouble = null
    this.drop()
  }

  /** SM3 of the file as the gateway reads it; undefined when it could not be read, which is then said. */
  private async read(file: HostFile): Promise<string | undefined> {
    const opened = await ask(filesOpenUpload, { size: file.size })
    const sent = opened.ok ? outcomeOf(await files.send(opened.data.ticket, file)) : opened
    if (sent.ok) return sent.data.digest
    runInAction(() => {
      const { code } = sent.problem
      if (code === 'unsupportedMediaType') this.fileWrong = 'wrong'
      else if (code === 'bodyTooLarge') this.fileWrong = 'large'
      else if (code === 'offline' || code === 'malformedRequest' || code === 'departmentTimeout' || code === 'ticketInvalid') this.fileWrong = 'lost'
      else this.trouble = sent.problem
    })
    return undefined
  }
}
