import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { permissions } from '#shared/domain/permissions.ts'
import { mara } from '#shared/testing/people.ts'
import { Caller } from '#shared/testing/running-shop.ts'
import { startProcess } from '#shared/testing/server-process.ts'
import { builtWeb } from './build.ts'
import { startBrowser } from './chromium.ts'
import { type Stand, startStand } from './stands.ts'

/** What all tests of a run share; it travels to their threads as plain data. */
export interface WebRun {
  bundle: string
  stands: Stand[]
  /** Where the one browser listens. */
  browser: string
  /** Folder of the data folders that shops are copied from: `new` and `owned`. */
  templates: string
  owner: OwnerSession
}

/** How the owner of an `owned` shop is signed in, good for every copy. */
interface OwnerSession {
  cookies: { name: string; value: string; path: string }[]
  /** A bearer token that may do everything. */
  token: string
}

/** The same in each shop, so that a sign-in made once is good in all copies. */
export const secrets = {
  SECRET_KEY: 'a_secret_of_the_tests_of_the_pages_0123456789',
  DB_ENCRYPTION_KEY: 'another_secret_of_the_tests_of_the_pages_01234',
}

/** How an API on a data folder is started. */
export function apiEnv(folder: string, publicUrl: string): Record<string, string> {
  return {
    ...secrets,
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl(folder),
    PUBLIC_URL: publicUrl,
    REQUESTS_PER_MINUTE: '1000000',
    // The first run of the monitor would change what is shown at an instant that nobody knows.
    MONITOR_EVERY_MINUTES: '0',
    LOG_LEVEL: 'warn',
  }
}

export function databaseUrl(folder: string): string {
  return `sqlite:${join(folder, 'stockroom.db')}`
}

/** Builds and starts what the tests, the screenshots and the bench of the pages need. */
export async function startRun(
  bundle: string,
  stands: number,
): Promise<{ run: WebRun; stop: () => Promise<void> }> {
  const ends: (() => unknown)[] = []
  const stop = async () => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    const web = await builtWeb()
    ends.push(web.remove)
    const templates = mkdtempSync(join(tmpdir(), 'stockroom-shops-'))
    ends.push(() => rmSync(templates, { recursive: true, force: true }))
    const [owner, browser, ...started] = await Promise.all([
      makeTemplates(bundle, templates),
      startBrowser(),
      ...Array.from({ length: stands }, () => startStand(web.folder)),
    ])
    ends.push(() => browser.close(), ...started.map((stand) => stand.stop))
    const run: WebRun = {
      bundle,
      stands: started.map(({ url, apiPort }) => ({ url, apiPort })),
      browser: browser.wsEndpoint(),
      templates,
      owner,
    }
    return { run, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A shop that nobody has set up, and one with an owner; a copy of either costs nothing. */
async function makeTemplates(bundle: string, templates: string): Promise<OwnerSession> {
  const folder = join(templates, 'new')
  mkdirSync(folder)
  const publicUrl = 'http://127.0.0.1'
  const start = () =>
    startProcess({ ...apiEnv(folder, publicUrl), LOG_LEVEL: 'info' }, 'bundle', bundle)
  const first = await start()
  first.signal('SIGTERM')
  await first.ended
  const owned = join(templates, 'owned')
  cpSync(folder, owned, { recursive: true })
  const api = await startProcess(
    { ...apiEnv(owned, publicUrl), LOG_LEVEL: 'info' },
    'bundle',
    bundle,
  )
  const owner = await setUp(api.url)
  api.signal('SIGTERM')
  await api.ended
  return owner
}

async function setUp(apiUrl: string): Promise<OwnerSession> {
  const caller = new Caller({ url: apiUrl })
  const response = await caller.send('POST', '/auth/setup', mara)
  if (!response.ok) throw new Error(`setup answered ${response.status}: ${await response.text()}`)
  const { accessToken } = (await response.json()) as { accessToken: string }
  caller.token = accessToken
  const { token } = await caller.get<{ token: string }>('POST', '/tokens', {
    name: 'web shop',
    scopes: permissions,
    expiresInDays: 365,
  })
  const cookies = response.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    return { name, value, path: /path=([^;]+)/i.exec(line)?.[1] ?? '/' }
  })
  return { cookies, token }
}
