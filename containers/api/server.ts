import { MigrationError } from '#shared/db/migration-error.ts'
import { readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { stdoutLog } from './log.ts'
import { startServer } from './start.ts'

/** The process gives up draining after this, so that it ends within 10 s whatever happens. */
const STOP_WITHIN_MS = 9_500

const signals = ['SIGTERM', 'SIGINT'] as const

/** Before it is ready there is nobody to answer, and a migration that is cut off leaves nothing. */
const leave = () => process.exit(0)

async function main(): Promise<void> {
  // Database, secrets and mails are nobody else's business.
  process.umask(0o077)
  // As process 1 of a container it would not hear a signal that nothing listens to.
  for (const signal of signals) process.on(signal, leave)
  const config = readConfig(process.env)
  const log = stdoutLog(config.LOG_LEVEL)
  const server = await startServer(config, log, () =>
    readConfig(process.env, { makeSecrets: false }),
  )
  log.info('ready', { port: server.port, startedInMs: Math.round(performance.now()) })
  // Who collects the log wants nothing but JSON.
  const isWelcome = config.LOG_LEVEL !== 'silent' && !process.argv.includes('--no-welcome')
  if (isWelcome) welcome(server.port)

  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    setTimeout(() => end(1), STOP_WITHIN_MS).unref()
    server.stop().then(
      () => end(0),
      (error: unknown) => {
        log.error('stopping failed', error)
        end(1)
      },
    )
  }
  const end = (code: number): never => {
    log.info('stopped', { code })
    log.flush()
    process.exit(code)
  }
  for (const signal of signals) process.off(signal, leave).on(signal, stop)
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', error)
    log.flush()
    process.exit(1)
  })
}

function welcome(port: number): void {
  const base = `http://localhost:${port}`
  // Standard error, because standard output carries the log, one JSON object a line.
  console.error(
    `\nStockroom answers on ${base}\n  API documentation  ${base}/docs\n  first owner        POST ${base}/api/auth/setup (README: the first five minutes)\n  stop               Ctrl+C\n`,
  )
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof MigrationError
  if (expected && process.env['DEBUG'] !== 'true')
    console.error(`Stockroom cannot start: ${error.message}`)
  else console.error('Stockroom cannot start:', error)
  process.exit(1)
})
