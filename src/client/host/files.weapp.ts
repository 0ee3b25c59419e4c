import { uploadField } from '../../contract/files'
import type { HostAdapter, HostResult, HttpReply } from './types'
import { bodyText, weixinFailure } from './normalize'

interface Callbacks<T> {
  success?: (result: T) => void
  fail?: (error: unknown) => void
}
interface WeixinFiles {
  downloadFile(o: { url: string; header: object; timeout: number } & Callbacks<{ statusCode: number; tempFilePath?: string; dataLength?: number }>): unknown
  openDocument(o: { filePath: string; fileType: string; showMenu: boolean } & Callbacks<unknown>): void
  chooseMessageFile?(o: { count: number; type: string; extension: string[] } & Callbacks<{ tempFiles?: { path?: string; name?: string; size?: number }[] }>): void
  uploadFile(o: { url: string; filePath: string; name: string; header: object; timeout: number } & Callbacks<{ statusCode: number; data: unknown }>): unknown
  scanCode(o: { scanType: string[] } & Callbacks<{ result?: string }>): void
}
declare const wx: WeixinFiles

function asked<T>(start: (callbacks: Required<Callbacks<T>>) => unknown): Promise<HostResult<T>> {
  return new Promise((resolve) => {
    start({
      success: (value) => resolve({ ok: true, value }),
      fail: (error) => resolve({ ok: false, reason: weixinFailure(error) }),
    })
  })
}

/** Files and codes in WeChat. */
export const files: Pick<HostAdapter, 'can' | 'download' | 'openDocument' | 'chooseFile' | 'upload' | 'scanCode'> = {
  can: { chooseFile: true, scanCode: true },
  async download({ url, headers, timeoutMs, name }) {
    const result = await asked<{ statusCode: number; tempFilePath?: string; dataLength?: number }>((callbacks) =>
      wx.downloadFile({ url, header: headers, timeout: timeoutMs, ...callbacks }))
    if (!result.ok) return result
    const { statusCode, tempFilePath, dataLength } = result.value
    // Any status is a success here, and an error page is saved like a document.
    const file = statusCode === 200 && tempFilePath ? { handle: tempFilePath, name, size: dataLength ?? 0 } : null
    return { ok: true, value: { status: statusCode, file } }
  },
  async openDocument({ handle }) {
    // The temporary path has no ending, so the type must be said. The menu lets the person send or keep the document.
    const result = await asked((callbacks) => wx.openDocument({ filePath: handle, fileType: 'pdf', showMenu: true, ...callbacks }))
    return result.ok ? { ok: true, value: true } : result
  },
  async chooseFile() {
    if (!wx.chooseMessageFile) return { ok: false, reason: 'unavailable' }
    const result = await asked<{ tempFiles?: { path?: string; name?: string; size?: number }[] }>((callbacks) =>
      wx.chooseMessageFile?.({ count: 1, type: 'file', extension: ['pdf'], ...callbacks }))
    if (!result.ok) return result
    const [one] = result.value.tempFiles ?? []
    return one?.path ? { ok: true, value: { handle: one.path, name: one.name ?? '', size: one.size ?? 0 } } : { ok: false, reason: 'failed' }
  },
  async upload({ url, headers, timeoutMs, file }): Promise<HostResult<HttpReply>> {
    const result = await asked<{ statusCode: number; data: unknown }>((callbacks) =>
      wx.uploadFile({ url, filePath: file.handle, name: uploadField, header: headers, timeout: timeoutMs, ...callbacks }))
    if (!result.ok) return result
    return { ok: true, value: { status: result.value.statusCode, headers: {}, text: bodyText(result.value.data) } }
  },
  async scanCode() {
    const result = await asked<{ result?: string }>((callbacks) => wx.scanCode({ scanType: ['qrCode'], ...callbacks }))
    if (!result.ok) return result
    return result.value.result ? { ok: true, value: result.value.result } : { ok: false, reason: 'failed' }
  },
}
