import type { ReactNode } from 'react'

/** On Alipay a wrapper would cost a private copy of the whole template in every page; lists of 20 rows do without. */
export function Isolated({ children }: { children: ReactNode }) {
  return <>{children}</>
}
