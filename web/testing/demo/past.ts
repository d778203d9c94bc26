import { app } from '#functions/app.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { jsonLog } from '#shared/log.ts'
import { openMigrated } from '#containers/api/database.ts'
import { nodePlatform } from '#containers/api/platform.ts'
import { databaseUrl, secrets } from '../run.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export interface Answer<T> {
  status: number
  body: T
}

/**
 * The API on a data folder, in this process and with a clock that can be set: what is asked of it
 * happens at the instant that the clock shows. Until it is closed, the clock is that of the process.
 */
export class Past implements AsyncDisposable {
  readonly #root: Awaited<ReturnType<typeof openRoot>>['root']
  readonly #close: () => Promise<void>
  readonly #realNow = Date.now.bind(Date)
  readonly #start: number
  #at: number
  #token: string

  private constructor({ root, close }: Awaited<ReturnType<typeof openRoot>>, token: string) {
    this.#root = root
    this.#close = close
    this.#token = token
    this.#start = this.#realNow()
    this.#at = this.#start
    // Ids carry the instant they are made at, so that they come in order.
    Date.now = () => this.#at
  }

  /** @param token whom the requests are signed in as */
  static async open(folder: string, token: string): Promise<Past> {
    return new Past(await openRoot(folder), token)
  }

  /** Sets the clock so many days back, at an hour of that day; never past the present. */
  goTo(daysAgo: number, hour = 10): void {
    const midnight = Math.floor(this.#start / DAY_MS) * DAY_MS
    this.#at = Math.min(this.#start, midnight - daysAgo * DAY_MS + hour * HOUR_MS)
  }

  /** The day so many days ago; negative ones lie ahead. */
  day(daysAgo: number): string {
    return new Date(this.#start - daysAgo * DAY_MS).toISOString().slice(0, 10)
  }

  /** Asks as somebody else for a while. */
  async as<T>(token: string, work: () => Promise<T>): Promise<T> {
    const own = this.#token
    this.#token = token
    try {
      return await work()
    } finally {
      this.#token = own
    }
  }

  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<Answer<T>> {
    // Nothing of a second happens twice.
    this.#at = Math.min(this.#start, this.#at + 1_000)
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` }
    if (body !== undefined) headers['content-type'] = type
    const payload = typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method, headers, ...(body !== undefined && { body: payload }) }
    const response = await this.#root.request(`/api${path}`, init)
    const text = await response.text()
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T }
  }

  /** As `send`, of what must succeed. */
  async ask<T = { id: string }>(
    method: string,
    path: string,
    body?: unknown,
    type?: string,
  ): Promise<T> {
    const { status, body: answer } = await this.send<T>(method, path, body, type)
    if (status < 300) return answer
    throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    Date.now = this.#realNow
    await this.#close()
  }
}

async function openRoot(folder: string) {
  const database = await openMigrated(databaseUrl(folder))
  const config = { ...secrets, PUBLIC_URL: 'http://127.0.0.1', WEBHOOKS_ALLOW_PRIVATE: false }
  const log = { ...jsonLog((line) => console.error(line)), info: () => {}, warn: () => {} }
  const platform = await nodePlatform(config, database, log)
  const root = onPlatform({ ...platform, now: () => new Date(Date.now()) }, app, {
    client: () => ({ ip: null, https: false }),
    requestsPerMinute: 1_000_000,
  })
  const close = async () => {
    platform.feed.close()
    await database.close()
  }
  return { root, close }
}
