import Taro from '@tarojs/taro'
import { back, open } from '../../client/ui'

/** An address of ours as the gateway takes it: page and at most a few plain parameters. */
const ours = /^\/[A-Za-z0-9/-]{0,150}(\?[A-Za-z0-9=&_.-]{0,60})?$/

/**
 * Where the strong check was needed: named by the address, otherwise the page before this one.
 * An address from outside is only believed when it is a page of ours.
 */
export function originOf(named: string): string {
  if (ours.test(named)) return named
  const stack = Taro.getCurrentPages()
  const route = stack[stack.length - 2]?.route
  return route ? `/${route.replace(/^\//, '')}` : '/pages/home/index'
}

/** Back to where the check was needed: the page that still waits, or, in a tab that began anew, its address. */
export function goOn(origin: string): void {
  if (Taro.getCurrentPages().length > 1) back()
  else open(origin)
}
