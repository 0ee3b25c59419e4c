import { uploadField } from '../../contract/files'
import type { HostAdapter, HostFailure } from './types'
import { lowerCaseHeaders } from './normalize'

/** Files of this tab by handle: at most the last few, forgotten with the tab. */
const held = new Map<string, Blob>()
let last = 0
const mostHeld = 4

function hold(blob: Blob, name: string) {
  const handle = String((last += 1))
  held.set(handle, blob)
  for (const key of held.keys()) {
    if (held.size <= mostHeld) break
    held.delete(key)
  }
  return { handle, name, size: blob.size }
}

/** `fetch` with an end; the reason when there is no answer. */
async function fetched<T>(url: string, init: RequestInit, timeoutMs: number, read: (answer: Response) => Promise<T>): Promise<{ ok: true; value: T } | { ok: false; reason: HostFailure }> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  try {
    const answer = await fetch(url, { ...init, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: controller.signal })
    return { ok: true, value: await read(answer) }
  } catch {
    return { ok: false, reason: controller.signal.aborted ? 'timeout' : 'network' }
  } finally {
    clearTimeout(timer)
  }
}

/** Files in the browser. Codes are read by the phone's own camera, which opens the address in them. */
export const files: Pick<HostAdapter, 'can' | 'download' | 'openDocument' | 'chooseFile' | 'upload' | 'scanCode'> = {
  can: { chooseFile: true, scanCode: false },
  download: ({ url, headers, timeoutMs, name }) =>
    fetched(url, { headers }, timeoutMs, async (answer) => {
      const file = answer.status === 200 ? hold(await answer.blob(), name) : null
      return { status: answer.status, file }
    }),
  openDocument({ handle, name }) {
    const blob = held.get(handle)
    if (!blob) return Promise.resolve({ ok: false, reason: 'failed' })
    // A new tab would be blocked here: the press that asked for it is long over. A download is not.
    const address = window.URL.createObjectURL(blob)
    const link = window.document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    setTimeout(() => window.URL.revokeObjectURL(address), 60_000)
    return Promise.resolve({ ok: true, value: true })
  },
  chooseFile: () =>
    new Promise((resolve) => {
      const input = window.document.createElement('input')
      input.type = 'file'
      input.accept = 'application/pdf,.pdf'
      // In the page, out of sight: some browsers forget an input that stands nowhere before the person has chosen.
      input.hidden = true
      const end = (file: File | undefined) => {
        input.remove()
        resolve(file ? { ok: true, value: hold(file, file.name) } : { ok: false, reason: 'cancelled' })
      }
      input.addEventListener('change', () => end(input.files?.[0]))
      input.addEventListener('cancel', () => end(undefined))
      window.document.body.appendChild(input)
      input.click()
    }),
  upload({ url, headers, timeoutMs, file }) {
    const blob = held.get(file.handle)
    if (!blob) return Promise.resolve({ ok: false, reason: 'failed' })
    const body = new FormData()
    body.append(uploadField, blob, 'document.pdf')
    return fetched(url, { method: 'POST', headers, body }, timeoutMs, async (answer) => ({
      status: answer.status, headers: lowerCaseHeaders(Object.fromEntries(answer.headers)), text: await answer.text(),
    }))
  },
  scanCode: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
}
