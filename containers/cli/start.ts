import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { type Config, readConfig } from '#containers/api/config.ts'
import { ConfigError } from '#containers/api/config-error.ts'
import { buildWeb } from '#containers/web/build.ts'

// make start: the API and the web in two processes, which begin and end together.
// With --dev both follow every change of their sources.

const isDevelopment = process.argv.includes('--dev')
const { PORT, HOST, WEB_PORT, API_URL } = readConfigOrEnd()
const WEB_WITHIN_MS = 30_000

const children = new Set<ChildProcess>()
let isEnding = false

function run(args: string[], env: NodeJS.ProcessEnv, stdout: 'inherit' | 'ignore'): void {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['inherit', stdout, 'inherit'],
  })
  children.add(child)
  child.once('exit', (code) => {
    children.delete(child)
    // One without the other is of no use.
    if (!isEnding) end(code ?? 1)
  })
}

/** Both would complain, each in its own words. */
function readConfigOrEnd(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`Stockroom cannot start: ${error.message}`)
    process.exit(1)
  }
}

/** Tells both to end, and ends when they have. */
function end(code: number): void {
  isEnding = true
  for (const child of children) child.kill('SIGTERM')
  void Promise.all([...children].map((child) => once(child, 'exit'))).then(() => process.exit(code))
}

/** Whether somebody answers at the port before the time is over. */
async function answers(port: number): Promise<boolean> {
  for (const until = Date.now() + WEB_WITHIN_MS; Date.now() < until && !isEnding;) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isThere) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

process.on('SIGTERM', () => end(0))
process.on('SIGINT', () => end(0))
const web = isDevelopment
  ? ['node_modules/next/dist/bin/next', 'dev', 'web', '-p', String(WEB_PORT)]
  : [await buildWeb({ onBuild: () => console.error('Building the pages, once …') })]
run([...(isDevelopment ? ['--watch'] : []), 'containers/api/server.ts'], {}, 'inherit')
run(
  web,
  {
    NODE_ENV: isDevelopment ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(WEB_PORT),
    HOSTNAME: HOST,
    API_URL: API_URL ?? `http://127.0.0.1:${PORT}`,
  },
  'ignore',
)
if (await answers(WEB_PORT)) console.error(`\n  Open http://localhost:${WEB_PORT}\n`)
