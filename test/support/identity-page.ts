/**
 * Signs in on the sandbox identity system's page as a browser would.
 * @param cityUrl origin of the sandbox @param origin public origin of the gateway
 * @param address where `session.unifiedStart` sends the browser @param form what is pressed, such as `{ personId, level }`
 * @returns the address it leads back to, not yet visited
 */
export async function signInOnPage(cityUrl: string, origin: string, address: string, form: Record<string, string>): Promise<string> {
  const jar = new Map<string, string>();
  let url = address;
  let body: URLSearchParams | null = null;
  for (let hop = 0; hop < 10; hop += 1) {
    if (url.startsWith(origin)) return url;
    const response: Response = await fetch(url, {
      method: body ? 'POST' : 'GET', redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(body ? { body } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    body = null;
    const location = response.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      continue;
    }
    const action = /<form method="post" action="([^"]+)"/.exec(await response.text())?.[1];
    if (!action) throw new Error(`no form at ${new URL(url).pathname}, status ${response.status}`);
    url = `${cityUrl}${action}`;
    body = new URLSearchParams(form);
  }
  throw new Error('too many redirects');
}
