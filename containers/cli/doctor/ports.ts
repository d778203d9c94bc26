import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'
import { createServer } from 'node:net'
import type { Config } from '../../api/config.ts'
import { fail, type Finding, ok } from './finding.ts'
import { hasDocker } from './machine.ts'

const TIMEOUT_MS = 5_000
/** The first port that a user may take who is not root. */
const UNPRIVILEGED = 1_024

interface Port {
  port: number
  /** The variable that sets it. */
  name: string
  scheme: 'http' | 'https'
}

/** Whether each port is free, or taken by Stockroom itself. */
export async function checkPorts(config: Config, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const own: Port[] = [
    { port: config.PORT, name: 'PORT', scheme: 'http' },
    { port: config.WEB_PORT, name: 'WEB_PORT', scheme: 'http' },
  ]
  // nginx takes these where containers run, and only there.
  const edge: Port[] = hasDocker()
    ? [
        { port: Number(env['HTTP_PORT'] || 80), name: 'HTTP_PORT', scheme: 'http' },
        { port: Number(env['HTTPS_PORT'] || 443), name: 'HTTPS_PORT', scheme: 'https' },
      ]
    : []
  const findings: Finding[] = []
  for (const port of [...own, ...edge]) findings.push(await checkPort(port, config.HOST))
  return findings
}

async function checkPort({ port, name, scheme }: Port, host: string): Promise<Finding> {
  if (port === 0) return ok('port', `${name}: any that is free`)
  const code = await listenCode(port, host)
  if (code === '') return ok('port', `${port} is free`)
  // The container engine may have it all the same.
  if (code === 'EACCES' && port < UNPRIVILEGED && name.startsWith('HTTP')) {
    return ok('port', `${port} is for the container engine to take`)
  }
  if (code === 'EADDRINUSE') {
    const isOurs = await isStockroom(scheme, port, host)
    if (isOurs) return ok('port', `Stockroom answers on ${port}`)
    return fail('port', `${port} is taken by another program`, `stop that one, or set ${name}`)
  }
  return fail('port', `${host}:${port} cannot be had (${code})`, `set HOST and ${name}`)
}

function listenCode(port: number, host: string): Promise<string> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', (error: Error & { code?: string }) => done(error.code ?? error.message))
    probe.listen(port, host, () => probe.close(() => done('')))
  })
}

/** Whether it answers as API, pages and nginx all do; where it only leads elsewhere, to there. */
function isStockroom(scheme: Port['scheme'], port: number, host: string): Promise<boolean> {
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  const url = `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}/api/health`
  return new Promise((done) => {
    const options = { signal: AbortSignal.timeout(TIMEOUT_MS), rejectUnauthorized: false }
    const request = (scheme === 'https' ? getSecure : getPlain)(url, options, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (body = `${body}${chunk}`.slice(0, 10_000)))
      answer.on('error', () => done(false))
      answer.on('end', () => {
        const isRedirect = (answer.headers.location ?? '').startsWith('https://')
        done(isRedirect || body.includes('"status":"ok"') || body.includes('/problems/'))
      })
    })
    request.on('error', () => done(false))
  })
}
