/** What the host does when a finger touches a control or a keyboard writes into it: the events, and the values it keeps itself. */
import type { Simulator } from './simulator.ts'
import type { Held, TreeNode } from './tree.ts'

/** Fires host events on rendered nodes. */
export interface Finger { tap(node: TreeNode): void, fill(node: TreeNode, value: string): void, choose(node: TreeNode, option: string): void }

function within(node: TreeNode, tag: string): TreeNode[] {
  return node.children.flatMap(child => [...(child.tag === tag ? [child] : []), ...within(child, tag)])
}

function above(node: TreeNode, tag: string): TreeNode | undefined {
  for (let up = node.parent; up; up = up.parent) if (up.tag === tag) return up
  return undefined
}

const isOn = (node: TreeNode): boolean => node.shown.value === 'true'

/**
 * @param openType called for buttons with an open-type; the host's own step comes before or instead of the tap
 */
export function createFinger(simulator: Simulator, held: Held, openType: (node: TreeNode, kind: string) => void): Finger {
  const send = (node: TreeNode, name: string, detail: unknown, bubbles = false): void => { simulator.fire(node.node, name, detail, bubbles) }

  function toggle(node: TreeNode): void {
    const group = above(node, node.tag === 'radio' ? 'radio-group' : 'checkbox-group')
    const now = node.tag === 'radio' ? true : !isOn(node)
    const peers = group ? within(group, node.tag) : [node]
    if (node.tag === 'radio') for (const peer of peers) held.set(peer.sid, 'false')
    held.set(node.sid, String(now))
    const own = String(node.attrs.value ?? '')
    const ticked = peers.filter(peer => (peer === node ? now : node.tag !== 'radio' && isOn(peer))).map(peer => String(peer.attrs.value ?? ''))
    if (group) send(group, 'change', { value: node.tag === 'radio' ? own : ticked })
    else send(node, 'change', { value: node.tag === 'checkbox' ? now : own })
  }

  function submit(button: TreeNode, kind: string): void {
    const form = above(button, 'form')
    if (!form) return
    const value: Record<string, string> = {}
    for (const tag of ['input', 'textarea', 'switch']) for (const one of within(form, tag)) if (one.attrs.name) value[String(one.attrs.name)] = one.shown.value
    send(form, kind, { value })
  }

  function tap(node: TreeNode): void {
    if (node.shown.disabled) throw new Error('the control is disabled')
    const label = node.tag === 'label' ? node : above(node, 'label')
    const box = ['checkbox', 'radio', 'switch'].includes(node.tag) ? node : label && [...within(label, 'checkbox'), ...within(label, 'radio'), ...within(label, 'switch')][0]
    send(node, 'tap', { x: 1, y: 1 }, true)
    if (box) {
      if (box.shown.disabled) throw new Error('the control is disabled')
      if (box.tag === 'switch') {
        held.set(box.sid, String(!isOn(box)))
        send(box, 'change', { value: !isOn(box) })
      } else toggle(box)
      return
    }
    const button = node.tag === 'button' ? node : above(node, 'button')
    if (button?.attrs.openType) openType(button, String(button.attrs.openType))
    if (button?.attrs.formType) submit(button, String(button.attrs.formType))
    if (node.tag === 'input' || node.tag === 'textarea') send(node, 'focus', { value: node.shown.value })
  }

  function fill(node: TreeNode, value: string): void {
    if (node.shown.disabled) throw new Error('the field is disabled')
    const limit = Number(node.attrs.maxlength ?? 140)
    const kept = limit >= 0 ? value.slice(0, limit) : value
    send(node, 'focus', { value: node.shown.value, height: 300 })
    held.set(node.sid, kept)
    send(node, 'input', { value: kept, cursor: kept.length, keyCode: 0 })
    send(node, 'blur', { value: kept, cursor: kept.length })
  }

  function choose(node: TreeNode, option: string): void {
    const picker = node.tag === 'picker' ? node : above(node, 'picker')
    if (!picker) throw new Error('no picker here')
    const range = Array.isArray(picker.attrs.range) ? picker.attrs.range as unknown[] : undefined
    if (!range) { // date and time pickers answer with the text itself
      send(picker, 'change', { value: option })
      return
    }
    const key = String(picker.attrs.rangeKey ?? '')
    const at = range.findIndex(one => String(key && one && typeof one === 'object' ? (one as Record<string, unknown>)[key] : one).includes(option))
    if (at < 0) throw new Error(`the picker has no entry ${option}`)
    send(picker, 'change', { value: at })
  }
  return { tap, fill, choose }
}
