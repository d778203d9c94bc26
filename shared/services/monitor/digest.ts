import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import type { Tx } from '../../db/types.ts'
import { hourIn } from '../../domain/day-times.ts'
import { CRITICAL, isMailHour, mailedBefore } from '../../domain/monitor/alerts.ts'
import { type AlertEvidence, alertSentence } from '../../domain/monitor/alert-text.ts'
import { DIGEST_LINES, type DigestAlert, digestMail } from '../../domain/monitor/digest.ts'
import { queueMail } from '../../mail/queue.ts'
import { findAddressesOf } from '../../repositories/alert-recipients.ts'
import {
  claimMailDue,
  findAlertsById,
  type ListedAlertRow,
  type MailedAlertRow,
} from '../../repositories/alerts.ts'
import type { ProductRange } from '../../repositories/demand.ts'
import type { SettingsRow } from '../../repositories/settings.ts'
import type { Lease } from './lease.ts'

/**
 * Queues one mail a person about all alerts that are due for one, in the transaction that marks
 * them as mailed: none is forgotten and none is mailed twice. Outside the hours of the settings,
 * and while there is nobody to write to, they wait for the next run.
 *
 * @param ranges all products, in portions
 */
export async function queueDigest(
  ctx: Ctx,
  lease: Lease,
  settings: SettingsRow,
  ranges: readonly ProductRange[],
): Promise<{ mailed: number; mails: number }> {
  const now = ctx.now()
  const hours = { from: settings.alertHourFrom, to: settings.alertHourTo }
  const nothing = { mailed: 0, mails: 0 }
  if (!isMailHour(hours, hourIn(settings.timeZone, now))) return nothing
  const recipients = await recipientsOf(ctx, settings)
  if (recipients.length === 0) return nothing
  return lease.write(async (tx) => {
    const rule = { now: now.toISOString(), mailedBefore: mailedBefore(now).toISOString() }
    const claimed: MailedAlertRow[] = []
    for (const range of ranges) {
      claimed.push(...(await claimMailDue(tx, range, rule)))
      await giveWay()
    }
    if (claimed.length === 0) return nothing
    const named = await describeWorst(tx, claimed)
    const critical = claimed.filter(({ severity }) => severity === CRITICAL).length
    const count = { all: claimed.length, critical }
    const { companyName } = settings
    const mail = digestMail(named, count, { companyName, publicUrl: ctx.publicUrl })
    for (const to of recipients) await queueMail(ctx, tx, { to, ...mail })
    return { mailed: claimed.length, mails: recipients.length }
  })
}

async function recipientsOf(ctx: Ctx, { alertRecipients }: SettingsRow): Promise<string[]> {
  const chosen = JSON.parse(alertRecipients) as string[]
  return chosen.length > 0 ? chosen : findAddressesOf(ctx.db, ['owner', 'manager'])
}

/** As many as the mail describes, the worst first, then those that are open longest. */
async function describeWorst(tx: Tx, claimed: readonly MailedAlertRow[]): Promise<DigestAlert[]> {
  const worst = claimed
    .toSorted((a, b) => b.severity - a.severity || (a.id < b.id ? -1 : 1))
    .slice(0, DIGEST_LINES)
    .map(({ id }) => id)
  const rows = await findAlertsById(tx, worst)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return worst.flatMap((id) => {
    const row = byId.get(id)
    return row ? [digestAlert(row)] : []
  })
}

function digestAlert({ kind, severity, sku, name, unit, details }: ListedAlertRow): DigestAlert {
  // The monitor alone writes it.
  const seen = JSON.parse(details) as AlertEvidence
  return { kind, severity, sku, name, sentence: alertSentence(kind, seen, unit) }
}
