/** Reads the tree that wcc rendered and describes it in the rigs' neutral form. */
import { FIELD_ROLES, squash, type Shown } from '../find.ts'
import type { ExparserNode, VirtualNode } from './simulator.ts'

/** A thing on the screen together with its place in the rendered tree. */
export interface TreeNode {
  shown: Shown
  tag: string
  attrs: Record<string, unknown>
  events: Set<string>
  parent: TreeNode | undefined
  children: TreeNode[]
  node: ExparserNode
  /** Taro's stable id of the node; survives re-rendering. */
  sid: string
}

/** What one page shows. */
export interface Picture { nodes: TreeNode[], lines: string[], components: number, heading: string }

const ROLE_OF_TAG: Record<string, string> = { button: 'button', input: 'textbox', textarea: 'textbox', checkbox: 'checkbox', radio: 'radio', switch: 'switch', navigator: 'link', picker: 'combobox', image: 'img', slider: 'slider' }
const TAPPED_BY_NATURE = new Set(['checkbox', 'radio', 'switch', 'label', 'picker', 'navigator', 'input', 'textarea'])

/** Values that a citizen typed or chose, kept by Taro's id because the host, not the app, holds them. */
export type Held = Map<string, string>

function attributesOf(vt: VirtualNode): Record<string, unknown> {
  const attrs: Record<string, unknown> = {}
  // wcc writes aria-label as ariaLabel.
  for (const { name, value } of vt.attrs) attrs[name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())] = value
  return attrs
}

function words(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

/** Draws the picture of one page. `typed` holds what the host itself keeps: field values and ticked boxes. */
export function readPage(root: VirtualNode, held: Held): Picture {
  const nodes: TreeNode[] = []
  const lines: string[] = []
  let line = ''
  let components = 0
  let heading = ''
  const endLine = (): void => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
  }

  function visit(vt: VirtualNode, parent: TreeNode | undefined, dialog: boolean): string {
    if (vt.tagName === '' && vt.content !== '') {
      line += vt.content
      return squash(vt.content)
    }
    const custom = vt.componentId !== vt.tagName ? vt.exparserNode?.__templateInstance?._vt : undefined
    const tag = vt.tagName.replace(/^wx-/, '')
    const real = vt.exparserNode !== undefined && vt.componentId !== '' && !['virtual', 'shadow', 'slot', 'wx:if', 'wx:for', ''].includes(tag) && !custom
    if (!real) return (custom ?? vt).children.map(child => visit(child, parent, dialog)).join('')
    components += 1
    const attrs = attributesOf(vt)
    if (/display:\s*none/.test(words(attrs.style)) || attrs.hidden === true) return ''
    const role = words(attrs.ariaRole ?? attrs.role) || ROLE_OF_TAG[tag] || ''
    const inDialog = dialog || role === 'dialog' || role === 'alertdialog'
    const events = new Set(Object.values(vt.event).filter(one => words(one.handler) !== '').map(one => one.name))
    const sid = words(attrs.dataSid ?? attrs.id)
    const shown: Shown = {
      index: nodes.length, role, label: words(attrs.ariaLabel), text: '', dialog: inDialog, depth: (parent?.shown.depth ?? 0) + 1,
      actionable: events.has('tap') || TAPPED_BY_NATURE.has(tag), disabled: attrs.disabled === true || attrs.disabled === 'true' || attrs.ariaDisabled === 'true',
      placeholder: words(attrs.placeholder), value: held.get(sid) ?? words(attrs.checked ?? attrs.value), around: []
    }
    const self: TreeNode = { shown, tag, attrs, events, parent, children: [], node: vt.exparserNode as ExparserNode, sid }
    nodes.push(self)
    parent?.children.push(self)
    const block = tag !== 'text'
    if (block) endLine()
    const before = lines.length
    shown.text = vt.children.map(child => visit(child, self, inDialog)).join('')
    if (block) endLine()
    if (role === 'heading' && heading === '') heading = shown.label || lines.slice(before).join('') || shown.text
    return shown.text
  }

  visit(root, undefined, false)
  endLine()
  for (const field of nodes) {
    if (!FIELD_ROLES.has(field.shown.role)) continue
    for (let up = field.parent; up && field.shown.around.length < 4; up = up.parent) field.shown.around.push(up.shown.text)
  }
  return { nodes, lines, components, heading }
}
