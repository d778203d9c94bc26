import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import { emailKey } from '../../auth/email-key.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { roundToCurrency } from '../../domain/money.ts'
import { roles } from '../../domain/permissions.ts'
import { ConflictError } from '../../errors.ts'
import {
  findSettings,
  isCurrencyUsed,
  type SettingsRow,
  updateSettingsRow,
} from '../../repositories/settings.ts'
import type { Settings, UpdateSettings } from '../../schemas/settings.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { settingsView } from './view.ts'

/** The one record of its kind, so its id in the audit log is its name. */
const id = 'settings'

/** @throws StaleVersionError, ConflictError for another currency once something is valued in this one */
export async function updateSettings(ctx: Ctx, input: UpdateSettings): Promise<Settings> {
  authorize(ctx.actor, 'settings:write')
  const settings = await mutate(ctx, async (tx, audit) => {
    const before = await findSettings(tx)
    requireVersion('settings', input.version, before.version)
    const changes = differing(before, patchOf(input, before))
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return settingsView(before)
    }
    if (changes.currency !== undefined) await requireUnusedCurrency(tx, before)
    const after = requireUpdated(
      await updateSettingsRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('settings', { id, ...settingsView(before) }, { id, ...settingsView(after) })
    return settingsView(after)
  })
  // Who must set up a second factor is part of what the cache knows of a signed-in person.
  if (input.mfaRequiredRoles) ctx.actors.clear()
  return settings
}

/** What is stored would be read as amounts of the new currency. */
async function requireUnusedCurrency(tx: Tx, { currency }: SettingsRow): Promise<void> {
  if (!(await isCurrencyUsed(tx))) return
  const message = `the currency stays ${currency}, because stock and orders are valued in it`
  throw new ConflictError(message, { currency })
}

function patchOf(input: UpdateSettings, before: SettingsRow): Partial<SettingsRow> {
  const { companyName, timeZone, approvalLimit, alertHours, alertRecipients } = input
  const { currency = before.currency, mfaRequiredRoles } = input
  return {
    companyName,
    currency,
    timeZone,
    approvalLimit: approvalLimit && roundToCurrency(approvalLimit, currency),
    overReceiptTolerance: input.overReceiptTolerancePercent,
    alertRecipients: alertRecipients && JSON.stringify(withoutRepeats(alertRecipients)),
    alertHourFrom: alertHours?.from,
    alertHourTo: alertHours?.to,
    mfaRequiredRoles:
      mfaRequiredRoles && JSON.stringify(roles.filter((role) => mfaRequiredRoles.includes(role))),
  }
}

function withoutRepeats(addresses: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const address of addresses) {
    const key = emailKey(address)
    if (!byKey.has(key)) byKey.set(key, address)
  }
  return [...byKey.values()]
}
