import type { ReactNode } from 'react'

/** The browser needs no wrapper. */
export function Isolated({ children }: { children: ReactNode }) {
  return <>{children}</>
}
