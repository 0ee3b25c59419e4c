import { account } from './account'
import { home } from './home'
import { kit } from './kit'
import { rules } from './rules'

/** All texts of the shell. The key type of `t` comes from here. */
export const zhCN = { ...kit, ...home, ...account, ...rules } as const
