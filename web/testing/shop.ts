import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import type { Role } from '#shared/domain/permissions.ts'
import { Caller } from '#shared/testing/running-shop.ts'
import { type ServerProcess, startProcess } from '#shared/testing/server-process.ts'
import type { Locale } from '#web/lib/i18n/locales.ts'
import type { Theme } from '#web/lib/theme.ts'
import { Faults, settle } from './faults.ts'
import { apiEnv, type WebRun } from './run.ts'
import type { Stand } from './stands.ts'

export interface ShopOptions {
  /** A shop that nobody has set up; else Mara owns it. */
  isNew?: boolean
  /** Fills the data folder before the API starts on it. */
  fill?: (folder: string) => Promise<void>
}

export interface SignIn {
  email: string
  password: string
}

export interface OpenOptions {
  /** Who is signed in: the owner unless said otherwise. */
  as?: 'owner' | 'nobody' | SignIn
  /** 390 × 844 with a touch screen, instead of 1440 × 900 with a mouse. */
  phone?: boolean
  theme?: Theme
  locale?: Locale
  browser?: BrowserContextOptions
}

const wide = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const PASSWORD = 'orchid-kettle-34-mornings'

let connection: Promise<Browser> | undefined

/** An API on data of its own, behind the web server of a stand, and the browsers that are open on it. */
export class Shop {
  readonly url: string
  readonly folder: string
  readonly faults = new Faults()
  /** Calls the API as the owner, who may do everything. */
  readonly caller: Caller
  readonly #run: WebRun
  readonly #stand: Stand
  #api: ServerProcess | undefined
  #contexts: BrowserContext[] = []

  private constructor(run: WebRun, stand: Stand, folder: string, caller: Caller) {
    this.#run = run
    this.#stand = stand
    this.url = stand.url
    this.folder = folder
    this.caller = caller
  }

  static async start(
    run: WebRun,
    stand: Stand,
    { isNew = false, fill }: ShopOptions = {},
  ): Promise<Shop> {
    const folder = mkdtempSync(join(tmpdir(), 'stockroom-shop-'))
    const api = { url: `http://127.0.0.1:${stand.apiPort}` }
    const shop = new Shop(run, stand, folder, new Caller(api, isNew ? undefined : run.owner.token))
    try {
      cpSync(join(run.templates, isNew ? 'new' : 'owned'), folder, { recursive: true })
      await fill?.(folder)
      await shop.startApi()
      return shop
    } catch (error) {
      await shop.close()
      throw error
    }
  }

  /** Starts the API, also after `stopApi`: on the same data, at the same address. */
  async startApi(): Promise<void> {
    const env = apiEnv(this.folder, this.url)
    const port = String(this.#stand.apiPort)
    this.#api = await startProcess(
      { ...env, LOG_LEVEL: 'info', PORT: port },
      'bundle',
      this.#run.bundle,
    )
  }

  async stopApi(): Promise<void> {
    await this.#api?.[Symbol.asyncDispose]()
    this.#api = undefined
  }

  /** A person of a role, whose sign-in `open` takes. */
  async person(role: Role, email = `${role}@shop.example`): Promise<SignIn> {
    await this.caller.get('POST', '/users', {
      email,
      role,
      name: `The ${role}`,
      password: PASSWORD,
    })
    return { email, password: PASSWORD }
  }

  /** A page in a browser of its own, once it has loaded. Each call is another browser. */
  async open(path: string, options: OpenOptions = {}): Promise<Page> {
    const context = await this.browser(options)
    const page = await context.newPage()
    await page.goto(path)
    await settle(page)
    return page
  }

  /** A browser profile with somebody signed in, and nothing open yet. */
  async browser(options: OpenOptions = {}): Promise<BrowserContext> {
    connection ??= chromium.connect(this.#run.browser)
    const context = await (
      await connection
    ).newContext({
      baseURL: this.url,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...(options.phone ? phone : wide),
      ...options.browser,
    })
    this.#contexts.push(context)
    context.setDefaultTimeout(15_000)
    await this.faults.watch(context, new URL(this.url).origin)
    for (const [name, value] of Object.entries({ theme: options.theme, locale: options.locale })) {
      if (value !== undefined) await context.addCookies([{ name, value, url: this.url }])
    }
    await this.#signIn(context, options.as ?? 'owner')
    return context
  }

  async #signIn(context: BrowserContext, who: NonNullable<OpenOptions['as']>): Promise<void> {
    if (who === 'nobody') return
    if (who === 'owner') {
      const { hostname: domain } = new URL(this.url)
      const kind = { domain, httpOnly: true, sameSite: 'Strict' } as const
      await context.addCookies(this.#run.owner.cookies.map((cookie) => ({ ...cookie, ...kind })))
      return
    }
    const response = await context.request.post('/api/auth/login', {
      data: { ...who, session: 'cookie' },
      headers: { origin: this.url },
    })
    if (!response.ok())
      throw new Error(`login answered ${response.status()}: ${await response.text()}`)
  }

  /** The pages that are open, for a picture of what went wrong. */
  pages(): Page[] {
    return this.#contexts.flatMap((context) => context.pages())
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()))
    this.#contexts = []
    await this.stopApi()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
