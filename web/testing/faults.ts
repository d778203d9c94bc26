import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core'

const REPORT = 'stockroomFault'

/**
 * What no page may do, wherever it happens: break the content policy, load from another origin, log
 * an error, throw one, or get an answer that says the server broke.
 */
export class Faults {
  readonly #found = new Set<string>()
  readonly #allowed: RegExp[] = []

  /** For a test of what happens when something is broken: faults that match are expected. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern)
  }

  /** Those that nobody allowed. */
  list(): string[] {
    return [...this.#found].filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)))
  }

  /** Those found since the last call. */
  take(): string[] {
    const list = this.list()
    this.#found.clear()
    return list
  }

  #add(fault: string): void {
    this.#found.add(fault)
  }

  /** Watches every page of a browser profile from now on. */
  async watch(context: BrowserContext, origin: string): Promise<void> {
    await context.exposeBinding(REPORT, (_, fault: string) => this.#add(fault))
    await context.addInitScript((report) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event
        const tell = (globalThis as unknown as Record<string, (fault: string) => void>)[report]
        tell?.(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`)
      })
    }, REPORT)
    context.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url())
      if (protocol === 'data:' || protocol === 'blob:' || asked === origin) return
      this.#add(`foreign: ${request.url()}`)
    })
    context.on('response', (response) => {
      if (response.status() < 500) return
      const fault = `answer ${response.status()}: ${response.url()}`
      this.#add(fault)
      const told = (text: string) => this.#add(`${fault} says ${text.slice(0, 300)}`)
      // A page that is closed meanwhile takes its answers with it.
      response.text().then(told, () => undefined)
    })
    context.on('console', (message) => {
      if (message.type() === 'error' && !isRefusal(message)) {
        const [words = ''] = message.text().split('\n')
        this.#add(`console: ${words} (${message.location().url})`)
      }
    })
    context.on('weberror', (error) => {
      const { message, stack } = error.error()
      this.#add(`thrown: ${stack ?? message}`)
    })
  }
}

/** Browsers log every answer of 4xx; those of the API are refusals, which pages put into words. */
function isRefusal(message: ConsoleMessage): boolean {
  const isApi = /^\/api\//.test(pathOf(message.location().url))
  return isApi && /^Failed to load resource: .* status of 4\d\d/.test(message.text())
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}

/** Waits until a page has loaded all it shows: no request under way, and nothing drawn as loading. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const quiet = globalThis as { stockroomQuiet?: { since: number; shown: string } }
    const loading = document.querySelector(
      '[aria-busy=true], .skeleton, [aria-hidden=true].animate-spin',
    )
    const shown = `${document.body.innerText.length} ${performance.getEntriesByType('resource').length} ${location.href}`
    const now = performance.now()
    const isDrawn = document.querySelector('h1, h2, main') !== null && !loading
    if (!isDrawn || quiet.stockroomQuiet?.shown !== shown) {
      quiet.stockroomQuiet = { since: now, shown }
      return false
    }
    return now - quiet.stockroomQuiet.since > 150
  })
}
