import type { Updateable } from 'kysely'
import type { Db, SettingsTable, Tx } from '../db/types.ts'

const columns = [
  'companyName',
  'currency',
  'timeZone',
  'approvalLimit',
  'overReceiptTolerance',
  'alertRecipients',
  'alertHourFrom',
  'alertHourTo',
  'mfaRequiredRoles',
  'version',
  'updatedAt',
] as const satisfies readonly (keyof SettingsTable)[]

export type SettingsRow = Pick<SettingsTable, (typeof columns)[number]>

/** The one row of settings, which the first migration made. */
const ONLY_ROW = 1

export async function findSettings(db: Db): Promise<SettingsRow> {
  return db
    .selectFrom('settings')
    .select(columns)
    .where('id', '=', ONLY_ROW)
    .executeTakeFirstOrThrow()
}

/** Of those who hold the settings one goes on; the others wait for its end, those who read them do not. */
export async function holdSettings(tx: Tx): Promise<void> {
  await tx
    .updateTable('settings')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', ONLY_ROW)
    .execute()
}

/**
 * Whether something is valued in the company's currency already: stock that has moved, or an order
 * whose exchange rate is recorded.
 */
export async function isCurrencyUsed(db: Db): Promise<boolean> {
  const moved = await db.selectFrom('stockMovement').select('id').limit(1).executeTakeFirst()
  if (moved) return true
  const ordered = await db
    .selectFrom('purchaseOrder')
    .select('id')
    .where('sentAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return ordered !== undefined
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateSettingsRow(
  tx: Tx,
  { version }: { version: number },
  set: Updateable<SettingsTable>,
): Promise<SettingsRow | undefined> {
  return tx
    .updateTable('settings')
    .set({ ...set, version: version + 1 })
    .where('id', '=', ONLY_ROW)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}
