/** The mini-programs have the host's own title bar. */
export function Header(_props: { title: string; tab?: boolean }) {
  return null
}
