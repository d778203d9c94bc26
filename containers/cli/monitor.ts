import { parseArgs } from 'node:util'
import { systemActor } from '#shared/auth/actor.ts'
import type { Ctx } from '#shared/context.ts'
import { newId } from '#shared/ids.ts'
import { silentLog } from '#shared/log.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import type { MonitorRun } from '#shared/schemas/monitor.ts'
import { runMonitorNow } from '#shared/services/monitor/run-now.ts'
import { readConfig } from '../api/config.ts'
import { openMigrated } from '../api/database.ts'
import { mailTransport } from '../api/mail.ts'
import { nodePlatform } from '../api/platform.ts'

const usage = `Computes when products run out, opens and resolves alerts, and mails what is new.

  npm run monitor -- [options]

  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print the counts as JSON

Ends with 0 when it ran, 1 when another run was in progress, 2 when it could not be tried.
`

const flags = {
  database: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Runs the monitor and sends its mails, because no server may be there to do so. */
async function runOnce(url: string | undefined): Promise<MonitorRun> {
  const config = readConfig(url === undefined ? process.env : { ...process.env, DATABASE_URL: url })
  const database = await openMigrated(config.DATABASE_URL)
  try {
    const ctx: Ctx = {
      ...(await nodePlatform(config, database, silentLog)),
      actor: systemActor('monitor from the command line'),
      requestId: newId('request'),
      ip: null,
      userAgent: null,
    }
    const report = await runMonitorNow(ctx)
    if (report.mails > 0) await deliverDueMails(ctx, await mailTransport(config))
    return report
  } finally {
    await database.close()
  }
}

function describe(report: MonitorRun): string {
  if (!report.ran) return 'another run is in progress: nothing was done'
  const { products, runningOut, opened, worsened, resolved, mailed, mails } = report
  return [
    `products: ${products}, of which ${runningOut} are out or running out`,
    `alerts: ${opened} new, ${worsened} worse, ${resolved} resolved`,
    mails === 0
      ? 'no mail'
      : `${mailed} alerts mailed to ${mails === 1 ? '1 person' : `${mails} people`}`,
  ].join('\n')
}

async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: flags })
    if (values.help) {
      console.log(usage)
      return 0
    }
    const report = await runOnce(values.database)
    console.log(values.json ? JSON.stringify(report, null, 2) : describe(report))
    return report.ran ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    console.error('\nnpm run monitor -- --help says more')
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
