import { formatAmount } from '../../domain/money.ts'
import type { Role } from '../../domain/permissions.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import type { SettingsRow } from '../../repositories/settings.ts'
import type { Settings } from '../../schemas/settings.ts'

export function settingsView(row: SettingsRow): Settings {
  const { approvalLimit: limit, currency } = row
  return {
    companyName: row.companyName,
    currency,
    timeZone: row.timeZone,
    approvalLimit: limit === null ? null : formatAmount(limit, currency),
    overReceiptTolerancePercent: quantityToNumber(row.overReceiptTolerance),
    alertRecipients: JSON.parse(row.alertRecipients) as string[],
    alertHours: { from: row.alertHourFrom, to: row.alertHourTo },
    mfaRequiredRoles: JSON.parse(row.mfaRequiredRoles) as Role[],
    version: row.version,
    updatedAt: row.updatedAt,
  }
}
