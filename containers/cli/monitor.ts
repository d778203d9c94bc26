import { deliverDueMails, type DeliveryTally } from '#shared/mail/deliver.ts'
import type { MonitorRun } from '#shared/schemas/monitor.ts'
import { runMonitorNow } from '#shared/services/monitor/run-now.ts'
import { mailTransport } from '../api/mail.ts'
import { type Command, parse } from './command.ts'
import { configFor, withDatabase } from './operator.ts'

const usage = `Computes when products run out, opens and resolves alerts, and mails what is new.

  stockroom monitor [options]

  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print the counts as JSON

Ends with 0 when it ran, 1 when another run was in progress, 2 when it could not be tried.
`

const flags = {
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** What a run did, and what came of its mails. */
interface Ended {
  report: MonitorRun
  tally: DeliveryTally
}

/** Runs the monitor and sends its mails, because no server may be there to do so. */
function runOnce(url: string | undefined): Promise<Ended> {
  return withDatabase(configFor(url), 'monitor', async ({ ctx, config }) => {
    const report = await runMonitorNow(ctx)
    if (report.mails === 0) return { report, tally: { sent: 0, retried: 0, failed: 0 } }
    return { report, tally: await deliverDueMails(ctx, await mailTransport(config)) }
  })
}

function describe({ report, tally: { retried, failed } }: Ended): string {
  if (!report.ran) return 'another run is in progress: nothing was done'
  const { products, runningOut, opened, worsened, resolved, mailed, mails } = report
  const lines = [
    `products: ${products}, of which ${runningOut} are out or running out`,
    `alerts: ${opened} new, ${worsened} worse, ${resolved} resolved`,
    mails === 0
      ? 'no mail'
      : `${mailed} alerts mailed to ${mails === 1 ? '1 person' : `${mails} people`}`,
  ]
  if (retried > 0) lines.push(`mails not taken yet: ${retried}, which the server tries again`)
  if (failed > 0) lines.push(`mails that failed for good: ${failed}, see GET /api/mails`)
  return lines.join('\n')
}

export const monitor: Command = {
  usage,
  async run(args) {
    const { values } = parse({ args, options: flags })
    const ended = await runOnce(values.database)
    const { report } = ended
    console.log(values.json ? JSON.stringify(report, null, 2) : describe(ended))
    return report.ran ? 0 : 1
  },
}
