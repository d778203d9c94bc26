import { get } from 'node:http'
import { type Command, CommandError, parse, UsageError } from './command.ts'

const usage = `Asks the server on this machine whether it is ready for requests; for health checks.

  stockroom health [options]

  --url URL              default: /api/health/ready at PORT of this machine
  --timeout SECONDS      default: 5

Ends with 0 when it is ready, 1 when not, 2 when it could not be tried.
`

const flags = { url: { type: 'string' }, timeout: { type: 'string' } } as const
const LONGEST_ANSWER = 10_000

export const health: Command = {
  usage,
  async run(args) {
    const { url, timeout = '5' } = parse({ args, options: flags }).values
    const seconds = Number(timeout)
    if (!(seconds > 0 && seconds <= 3_600)) throw new UsageError('--timeout: give seconds')
    const { status, body } = await ask(address(url), seconds * 1_000)
    if (status !== 200) throw new CommandError(`not ready (${status}): ${detailOf(body)}`)
    console.log('ready')
    return 0
  },
}

/** Without an address it is this machine's: what was configured to listen everywhere is asked here. */
function address(url: string | undefined): URL {
  const host = process.env['HOST'] ?? ''
  const isEverywhere = ['', '0.0.0.0', '::'].includes(host)
  const name = host.includes(':') ? `[${host}]` : host
  const own = `http://${isEverywhere ? '127.0.0.1' : name}:${process.env['PORT'] || '8000'}/api/health/ready`
  const asked = url ?? own
  if (!URL.canParse(asked) || !asked.startsWith('http://')) {
    throw new UsageError(`${asked} is no address: give one that begins with http://`)
  }
  return new URL(asked)
}

/** By node:http, which is there ten times as soon as fetch. */
function ask(url: URL, timeoutMs: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new CommandError(`${url.host} does not answer (${why})`))
    const request = get(url, { signal: AbortSignal.timeout(timeoutMs) }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (body = `${body}${chunk}`.slice(0, LONGEST_ANSWER)))
      answer.on('error', (error) => fail(error.message))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    request.on('error', (error: Error & { code?: string }) => {
      const isLate = error.name === 'TimeoutError' || error.code === 'ABORT_ERR'
      fail(isLate ? `nothing within ${timeoutMs / 1_000} s` : (error.code ?? error.message))
    })
  })
}

/** The reason that a problem document gives. */
function detailOf(body: string): string {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown }
    return typeof detail === 'string' ? detail : 'it does not say why'
  } catch {
    return 'it does not say why'
  }
}
