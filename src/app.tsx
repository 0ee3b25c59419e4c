import type { PropsWithChildren } from 'react'
import './app.scss'

/** Taro's entry: every page of every host is rendered below it. */
export default function App({ children }: PropsWithChildren) {
  return children
}
