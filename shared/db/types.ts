import type { GeneratedAlways, Generated, Kysely, Transaction } from 'kysely'
import type { Role } from '../domain/permissions.ts'
import type { StockStatus } from '../domain/stock-status.ts'
import type { EventTables } from './event-tables.ts'
import type { MailTables } from './mail-tables.ts'
import type { MonitorTables } from './monitor-tables.ts'
import type { OrderTables } from './order-tables.ts'
import type { PaymentTables } from './payment-tables.ts'
import type { StockTables } from './stock-tables.ts'

/** 0 or 1; neither database's driver agrees with the other on booleans. */
export type Flag = 0 | 1
/** ISO-8601 UTC with milliseconds. */
export type InstantText = string
/** A day in the company's time zone, `YYYY-MM-DD`. */
export type DateText = string
/** A JSON document as text. */
export type JsonText = string
/** Integer count of 1/10,000 of a currency unit. */
export type MoneyUnits = number
/** Integer count of 1/1,000 of a product's unit. */
export type QuantityUnits = number

export interface SettingsTable {
  id: number
  companyName: string
  currency: string
  timeZone: string
  approvalLimit: MoneyUnits | null
  overReceiptTolerance: number
  alertRecipients: JsonText
  alertHourFrom: number
  alertHourTo: number
  mfaRequiredRoles: JsonText
  version: number
  updatedAt: InstantText
}

export interface AppUserTable {
  id: string
  email: string
  emailKey: string
  name: string
  role: Role
  passwordHash: string | null
  mfaSecret: string | null
  mfaEnabled: Flag
  mfaLastStep: number
  active: Flag
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface RecoveryCodeTable {
  codeHash: string
  userId: string
  usedAt: InstantText | null
}

export interface SessionTable {
  id: string
  userId: string
  createdAt: InstantText
  lastUsedAt: InstantText
  expiresAt: InstantText
  revokedAt: InstantText | null
  ip: string | null
  userAgent: string | null
}

export interface RefreshTokenTable {
  tokenHash: string
  sessionId: string
  createdAt: InstantText
  usedAt: InstantText | null
}

export interface ApiTokenTable {
  id: string
  userId: string
  name: string
  tokenHash: string
  scopes: JsonText
  createdAt: InstantText
  expiresAt: InstantText
  lastUsedAt: InstantText | null
  revokedAt: InstantText | null
}

export interface PasswordResetTable {
  tokenHash: string
  userId: string
  createdAt: InstantText
  expiresAt: InstantText
  usedAt: InstantText | null
}

/** How a person likes to see things; any JSON under a name of the web's choice. */
export interface UserPreferenceTable {
  userId: string
  name: string
  value: JsonText
  updatedAt: InstantText
}

export interface RateCounterTable {
  counterKey: string
  hits: number
  resetAt: number
}

export interface IdempotencyKeyTable {
  actorId: string
  requestKey: string
  requestHash: string
  result: JsonText
  createdAt: InstantText
}

export interface AuditEntryTable {
  id: string
  at: InstantText
  actorId: string | null
  actorName: string
  action: string
  entity: string
  entityId: string
  oldValues: JsonText | null
  newValues: JsonText | null
  requestId: string
  ip: string | null
  sealNumber: number | null
}

/** An entry of the audit log without the seal, which comes later. */
export type AuditRecord = Omit<AuditEntryTable, 'sealNumber'>

export interface AuditSealTable {
  number: number
  sealedAt: InstantText
  entryCount: number
  entryHashes: JsonText
  previousHash: string
  hash: string
}

export interface SupplierTable {
  id: string
  name: string
  nameKey: string
  code: string | null
  codeKey: string | null
  email: string | null
  phone: string | null
  address: string | null
  country: string | null
  currency: string | null
  leadTimeDays: number | null
  terms: string | null
  notes: string | null
  active: Flag
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface SupplierContactTable {
  id: string
  supplierId: string
  name: string
  role: string | null
  email: string | null
  phone: string | null
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface CategoryTable {
  id: string
  name: string
  nameKey: string
  parentId: string | null
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface LocationTable {
  id: string
  name: string
  nameKey: string
  address: string | null
  active: Flag
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface ProductTable {
  id: string
  sku: string
  skuKey: string
  barcode: string | null
  name: string
  nameKey: string
  description: string | null
  categoryId: string | null
  unit: string
  wholeUnits: Flag
  price: MoneyUnits
  cost: MoneyUnits
  currency: string
  reorderPoint: QuantityUnits
  reorderQuantity: QuantityUnits
  maxStock: QuantityUnits | null
  /** The supplier sells multiples of it; null when any quantity can be had. */
  packSize: QuantityUnits | null
  /** The least that the supplier sells at once. */
  minimumOrder: QuantityUnits | null
  supplierId: string | null
  leadTimeDays: number | null
  version: number
  createdAt: InstantText
  updatedAt: InstantText
  deletedAt: InstantText | null
  /** Over all locations, as the ledger keeps it. */
  onHand: Generated<QuantityUnits>
  reserved: Generated<QuantityUnits>
  /** Moving average in the company's currency. */
  averageCost: Generated<MoneyUnits>
  stockStatus: GeneratedAlways<StockStatus>
}

export interface ProductTermTable {
  term: string
  productId: string
  nameKey: string
}

export interface PriceChangeTable {
  id: string
  productId: string
  at: InstantText
  actorId: string | null
  actorName: string
  currency: string
  oldPrice: MoneyUnits | null
  newPrice: MoneyUnits
  oldCost: MoneyUnits | null
  newCost: MoneyUnits
}

export interface Database
  extends StockTables, OrderTables, PaymentTables, MonitorTables, EventTables, MailTables {
  settings: SettingsTable
  appUser: AppUserTable
  recoveryCode: RecoveryCodeTable
  session: SessionTable
  refreshToken: RefreshTokenTable
  apiToken: ApiTokenTable
  passwordReset: PasswordResetTable
  userPreference: UserPreferenceTable
  rateCounter: RateCounterTable
  idempotencyKey: IdempotencyKeyTable
  auditEntry: AuditEntryTable
  auditSeal: AuditSealTable
  supplier: SupplierTable
  supplierContact: SupplierContactTable
  category: CategoryTable
  location: LocationTable
  product: ProductTable
  productTerm: ProductTermTable
  priceChange: PriceChangeTable
}

/** The pool or a transaction: enough to read. */
export type Db = Kysely<Database>
/** A transaction: every write demands one, so that none can happen outside `mutate`. */
export type Tx = Transaction<Database>
