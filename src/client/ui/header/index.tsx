/** The mini-programs have the host's own title bar. */
export function Header(_props: { tab?: boolean }) {
  return null
}
