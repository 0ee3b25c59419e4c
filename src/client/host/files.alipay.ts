import { uploadField } from '../../contract/files'
import type { HostAdapter, HostResult, HttpReply } from './types'
import { alipayFailure, alipayHttpStatus, bodyText } from './normalize'

interface Callbacks<T> {
  success?: (result: T) => void
  fail?: (error: unknown) => void
}
interface Downloaded {
  apFilePath?: string
  tempFilePath?: string
  statusCode?: number
  status?: number
}
interface AlipayFiles {
  downloadFile(o: { url: string; header: object; headers: object; timeout: number } & Callbacks<Downloaded>): unknown
  openDocument(o: { filePath: string; fileType: string } & Callbacks<unknown>): void
  uploadFile(
    o: { url: string; filePath: string; name: string; fileName: string; fileType: string; header: object; headers: object; timeout: number } & Callbacks<{ statusCode?: number; data: unknown }>,
  ): unknown
  scan(o: { scanType: string[]; type: string } & Callbacks<{ code?: string; result?: string }>): void
}
declare const my: AlipayFiles

function asked<T>(start: (callbacks: Required<Callbacks<T>>) => unknown): Promise<HostResult<T>> {
  return new Promise((resolve) => {
    start({
      success: (value) => resolve({ ok: true, value }),
      fail: (error) => resolve({ ok: false, reason: alipayFailure(error) }),
    })
  })
}

/** Files and codes in Alipay. It has no way to choose a document, only pictures. */
export const files: Pick<HostAdapter, 'can' | 'download' | 'openDocument' | 'chooseFile' | 'upload' | 'scanCode'> = {
  can: { chooseFile: false, scanCode: true },
  download: ({ url, headers, timeoutMs, name }) =>
    new Promise((resolve) => {
      // Older versions read `header`, newer ones `headers`; whichever is unknown is ignored.
      my.downloadFile({
        url, header: headers, headers, timeout: timeoutMs,
        success: (r) => {
          const status = r.statusCode ?? r.status ?? 200
          const handle = r.apFilePath ?? r.tempFilePath
          resolve({ ok: true, value: { status, file: status === 200 && handle ? { handle, name, size: 0 } : null } })
        },
        fail: (error) => {
          const status = alipayHttpStatus(error)
          resolve(status === null ? { ok: false, reason: alipayFailure(error) } : { ok: true, value: { status, file: null } })
        },
      })
    }),
  async openDocument({ handle }) {
    const result = await asked((callbacks) => my.openDocument({ filePath: handle, fileType: 'pdf', ...callbacks }))
    return result.ok ? { ok: true, value: true } : result
  },
  chooseFile: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  async upload({ url, headers, timeoutMs, file }): Promise<HostResult<HttpReply>> {
    // `fileType` is obsolete, but the simulator still asks for it.
    const result = await asked<{ statusCode?: number; data: unknown }>((callbacks) =>
      my.uploadFile({ url, filePath: file.handle, name: uploadField, fileName: uploadField, fileType: 'image', header: headers, headers, timeout: timeoutMs, ...callbacks }))
    if (!result.ok) return result
    return { ok: true, value: { status: result.value.statusCode ?? 200, headers: {}, text: bodyText(result.value.data) } }
  },
  async scanCode() {
    const result = await asked<{ code?: string; result?: string }>((callbacks) => my.scan({ scanType: ['qrCode'], type: 'qr', ...callbacks }))
    if (!result.ok) return result
    const text = result.value.code ?? result.value.result
    return text ? { ok: true, value: text } : { ok: false, reason: 'failed' }
  },
}
