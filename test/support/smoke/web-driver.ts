import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A session of a browser controlled through the W3C WebDriver protocol. */
export interface WebDriverSession {
  /** Opens a page and waits until it is loaded. */
  navigate(url: string): Promise<void>
  /** Runs the body of a function in the page; it calls the last of its `arguments` with its result. */
  execute(script: string, args: readonly unknown[]): Promise<unknown>
  /** Real input: each list belongs to one device. */
  perform(actions: readonly object[]): Promise<void>
  close(): Promise<void>
}

/** Starts a session at a driver that is running or about to start. */
export async function startSession(driver: string): Promise<WebDriverSession> {
  await isUp(driver)
  const { sessionId } = (await call(driver, 'POST', '/session', {
    capabilities: { alwaysMatch: { timeouts: { script: 30_000, pageLoad: 30_000 } } },
  })) as { readonly sessionId: string }
  const base = `${driver}/session/${sessionId}`
  return {
    navigate: async url => void (await call(base, 'POST', '/url', { url })),
    execute: (script, args) => call(base, 'POST', '/execute/async', { script, args }),
    perform: async actions => void (await call(base, 'POST', '/actions', { actions })),
    close: async () => void (await call(base, 'DELETE', '')),
  }
}

async function call(base: string, method: 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const response = await fetch(`${base}${path}`, init)
  const { value } = (await response.json()) as { readonly value: unknown }
  if (!response.ok) {
    const { error, message } = value as { readonly error: string; readonly message: string }
    throw new Error(`${method} ${path}: ${error}: ${message}`)
  }
  return value
}

/** A driver does not report when it is ready. */
async function isUp(driver: string): Promise<void> {
  const end = performance.now() + 20_000
  for (;;) {
    const answer = await fetch(`${driver}/status`).catch((error: unknown) => error as Error)
    if (answer instanceof Response) return
    if (performance.now() > end) throw new Error('the WebDriver does not answer', { cause: answer })
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
