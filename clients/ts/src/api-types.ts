// Made from the OpenAPI document by `make client`; a test holds that the two agree.
import type { Answer, CallOptions, Download, Json, NoInput, Refusal, Upload } from './answer.ts'

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  requestId: string
  /** every problem of the input, each with the path to its field */
  errors?: {
    path: string
    message: string
    code: string
  }[]
  [name: string]: Json | undefined
}

export interface SetupState {
  /** true until the first owner is made */
  needed: boolean
}

export interface SignedIn {
  user: User
  /** send it as `Authorization: Bearer …` */
  accessToken: string | null
  /** good for one POST /auth/refresh */
  refreshToken: string | null
  /** seconds the access token lives */
  expiresIn: number
}

export interface User {
  /** user id */
  id: string
  email: string
  name: string
  role: Role
  /** false: may not sign in */
  active: boolean
  /** true until the person has chosen a password */
  invited: boolean
  mfaEnabled: boolean
  version: number
  createdAt: string
  updatedAt: string
}

export type Role = 'owner' | 'manager' | 'clerk' | 'viewer'

export interface SetUp {
  email: string
  password: string
  name: string
  /** `cookie`: only into httpOnly cookies, the tokens in the body are null */
  session?: 'token' | 'cookie'
}

export interface MfaRequired {
  mfaRequired: true
  /** for POST /auth/mfa/challenge, within five minutes */
  mfaToken: string
}

export interface Login {
  email: string
  password: string
  /** `cookie`: only into httpOnly cookies, the tokens in the body are null */
  session?: 'token' | 'cookie'
}

export interface Refresh {
  refreshToken?: string
}

export interface Me {
  user: User
  role: Role
  /** of a token: what it is scoped to */
  permissions: Permission[]
  mfaEnabled: boolean
  /** true: your role demands two-factor sign-in; nothing is permitted before */
  mfaSetupRequired: boolean
}

export type Permission =
  | 'products:read'
  | 'products:write'
  | 'suppliers:read'
  | 'suppliers:write'
  | 'locations:read'
  | 'locations:write'
  | 'inventory:read'
  | 'inventory:write'
  | 'inventory:adjust'
  | 'orders:read'
  | 'orders:write'
  | 'orders:approve'
  | 'orders:receive'
  | 'orders:complete'
  | 'payments:read'
  | 'payments:write'
  | 'payments:approve'
  | 'alerts:read'
  | 'alerts:write'
  | 'monitor:run'
  | 'events:read'
  | 'webhooks:read'
  | 'webhooks:write'
  | 'settings:read'
  | 'settings:write'
  | 'users:read'
  | 'users:write'
  | 'audit:read'
  | 'mails:read'
  | 'mails:write'
  | 'backup:read'

export interface MfaSetup {
  /** base32, to type it in by hand */
  secret: string
  otpauthUrl: string
  /** an SVG image as a data URL */
  qrCode: string
}

export interface RecoveryCodes {
  /** shown this once; each replaces one code of the app */
  recoveryCodes: string[]
}

export interface MfaCode {
  /** six digits of the authenticator app */
  code: string
}

export interface MfaChallenge {
  mfaToken: string
  /** six digits of the authenticator app, or a recovery code */
  code: string
  /** `cookie`: only into httpOnly cookies, the tokens in the body are null */
  session?: 'token' | 'cookie'
}

export interface DisableMfa {
  password: string
  /** of the app, or a recovery code */
  code: string
}

export interface ChangePassword {
  currentPassword: string
  newPassword: string
}

export interface ForgotPassword {
  email: string
}

export interface ResetPassword {
  /** of the link in the mail */
  token: string
  password: string
}

export interface SessionPage {
  items: Session[]
  nextCursor: string | null
}

export interface Session {
  /** session id */
  id: string
  createdAt: string
  /** when its tokens were renewed last */
  lastUsedAt: string
  expiresAt: string
  ip: string | null
  userAgent: string | null
  /** true: the session that asks */
  current: boolean
}

export interface Preferences {
  /** the values by their names */
  preferences: { [name: string]: Json }
}

export interface Preference {
  /** a name of your choice */
  name: string
  value?: { [name: string]: Json } | string | number | boolean | null | Json[]
}

export interface PutPreference {
  /** any JSON of at most 16384 bytes */
  value: { [name: string]: Json } | string | number | boolean | null | Json[]
}

export interface UserPage {
  items: User[]
  nextCursor: string | null
}

export interface CreateUser {
  email: string
  name: string
  role: Role
  /** without one the person gets a mail with a link to choose it */
  password?: string
}

export interface UpdateUser {
  email?: string
  name?: string
  role?: Role
  active?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface TokenPage {
  items: Token[]
  nextCursor: string | null
}

export interface Token {
  /** api token id */
  id: string
  name: string
  scopes: string[]
  createdAt: string
  expiresAt: string
  /** to the minute */
  lastUsedAt: string | null
}

export interface CreatedToken {
  /** api token id */
  id: string
  name: string
  scopes: string[]
  createdAt: string
  expiresAt: string
  /** to the minute */
  lastUsedAt: string | null
  /** shown this once: only its hash is kept */
  token: string
}

export interface CreateToken {
  /** what uses it, e.g. `web shop` */
  name: string
  /** permissions of yours; the token has no others */
  scopes: Permission[]
  expiresInDays?: number
}

export interface ProductPage {
  items: Product[]
  nextCursor: string | null
}

export interface Product {
  /** product id */
  id: string
  sku: string
  barcode: string | null
  name: string
  description: string | null
  categoryId: string | null
  unit: string
  wholeUnits: boolean
  /** decimal string */
  price: string
  /** decimal string */
  cost: string
  currency: string
  /** at most 3 decimals */
  reorderPoint: number
  /** at most 3 decimals */
  reorderQuantity: number
  /** at most 3 decimals */
  maxStock: number | null
  /** at most 3 decimals */
  packSize: number | null
  /** at most 3 decimals */
  minimumOrder: number | null
  supplierId: string | null
  leadTimeDays: number | null
  /** at most 3 decimals */
  onHand: number
  /** at most 3 decimals */
  reserved: number
  /** at most 3 decimals */
  available: number
  stockStatus: 'out' | 'low' | 'ok' | 'over'
  version: number
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

export interface CreateProduct {
  /** unique, whatever its letter case */
  sku: string
  name: string
  /** unique when given */
  barcode?: string | null
  description?: string | null
  /** category id */
  categoryId?: string | null
  /** default `pcs` */
  unit?: string
  /** refuses fractions of the unit; default true */
  wholeUnits?: boolean
  /** decimal with at most 4 places, as string (exact) or number */
  price?: string | number
  /** decimal with at most 4 places, as string (exact) or number */
  cost?: string | number
  /** default: the currency of the company */
  currency?: string
  /** number with at most 3 decimals, or the same as a string */
  reorderPoint?: number | string
  /** number with at most 3 decimals, or the same as a string */
  reorderQuantity?: number | string
  /** number with at most 3 decimals, or the same as a string */
  maxStock?: number | string | null
  /** the supplier sells multiples of it; suggested orders keep to it */
  packSize?: number | string | null
  /** the least that the supplier sells at once */
  minimumOrder?: number | string | null
  /** supplier id */
  supplierId?: string | null
  /** default: the supplier's */
  leadTimeDays?: number | null
}

export interface ImportReport {
  dryRun: boolean
  encoding: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'
  delimiter: ',' | ';' | '\t'
  /** the header of each field */
  columns: { [name: string]: string }
  ignoredColumns: string[]
  rows: number
  created: number
  updated: number
  unchanged: number
  suppliersCreated: number
  categoriesCreated: number
  /** at most 1,000 */
  warnings: ImportNote[]
  warningCount: number
  /** at most 1,000; empty after a run */
  problems: ImportNote[]
  problemCount: number
}

export interface ImportNote {
  /** line of the file; the header is line 1 */
  row: number
  /** header as in the file; null when it is about the row */
  column: string | null
  /** what stands there, cut to 100 characters */
  value: string | null
  message: string
  /** what to do about it */
  cure: string
}

export interface UpdateProduct {
  /** unique, whatever its letter case */
  sku?: string
  name?: string
  /** unique when given */
  barcode?: string | null
  description?: string | null
  /** category id */
  categoryId?: string | null
  /** default `pcs` */
  unit?: string
  /** refuses fractions of the unit; default true */
  wholeUnits?: boolean
  /** decimal with at most 4 places, as string (exact) or number */
  price?: string | number
  /** decimal with at most 4 places, as string (exact) or number */
  cost?: string | number
  /** default: the currency of the company */
  currency?: string
  /** number with at most 3 decimals, or the same as a string */
  reorderPoint?: number | string
  /** number with at most 3 decimals, or the same as a string */
  reorderQuantity?: number | string
  /** number with at most 3 decimals, or the same as a string */
  maxStock?: number | string | null
  /** the supplier sells multiples of it; suggested orders keep to it */
  packSize?: number | string | null
  /** the least that the supplier sells at once */
  minimumOrder?: number | string | null
  /** supplier id */
  supplierId?: string | null
  /** default: the supplier's */
  leadTimeDays?: number | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface PriceHistoryPage {
  items: PriceChange[]
  nextCursor: string | null
}

export interface PriceChange {
  /** price change id */
  id: string
  at: string
  actor: {
    id: string | null
    name: string
  }
  currency: string
  /** in `currency`; null when there was none before, or it was in another currency */
  oldPrice: string | null
  /** decimal string */
  newPrice: string
  /** in `currency`; null when there was none before, or it was in another currency */
  oldCost: string | null
  /** decimal string */
  newCost: string
}

export interface SupplierPage {
  items: Supplier[]
  nextCursor: string | null
}

export interface Supplier {
  /** supplier id */
  id: string
  name: string
  code: string | null
  email: string | null
  phone: string | null
  address: string | null
  country: string | null
  currency: string | null
  leadTimeDays: number | null
  terms: string | null
  notes: string | null
  active: boolean
  contacts: Contact[]
  version: number
  createdAt: string
  updatedAt: string
}

export interface Contact {
  /** contact id */
  id: string
  /** supplier id */
  supplierId: string
  name: string
  role: string | null
  email: string | null
  phone: string | null
  version: number
}

export interface CreateSupplier {
  name: string
  /** your own short name for the supplier; unique */
  code?: string | null
  email?: string | null
  phone?: string | null
  address?: string | null
  country?: string | null
  currency?: string | null
  leadTimeDays?: number | null
  /** e.g. `30/70 before shipment`, `net 30 after receipt` */
  terms?: string | null
  notes?: string | null
  active?: boolean
  contacts?: CreateContact[]
}

export interface CreateContact {
  name: string
  role?: string | null
  email?: string | null
  phone?: string | null
}

export interface UpdateSupplier {
  name?: string
  /** your own short name for the supplier; unique */
  code?: string | null
  email?: string | null
  phone?: string | null
  address?: string | null
  country?: string | null
  currency?: string | null
  leadTimeDays?: number | null
  /** e.g. `30/70 before shipment`, `net 30 after receipt` */
  terms?: string | null
  notes?: string | null
  active?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface LeadTimes {
  /** supplier id */
  supplierId: string
  /** what the supplier’s record says */
  leadTimeDays: number | null
  /** days from the order to its first goods; null without orders */
  firstReceipt: {
    median: number
    /** nine of ten orders took no longer */
    percentile90: number
  } | null
  /** days from the order to its last goods; null without orders */
  lastReceipt: {
    median: number
    /** nine of ten orders took no longer */
    percentile90: number
  } | null
  /** how many of the orders had a day by which they should come */
  dated: number
  /** how many of those came whole by then */
  onTime: number
  /** from 0 to 1, with three decimals */
  onTimeShare: number | null
  /** the last 20 that came, newest first */
  orders: {
    /** order id */
    orderId: string
    number: string
    stage: 'received' | 'completed'
    orderedOn: string
    promisedOn: string | null
    expectedOn: string | null
    firstReceiptOn: string
    lastReceiptOn: string
    daysToFirst: number
    daysToLast: number
    /** after the promised, else the expected day; negative before it */
    daysLate: number | null
    onTime: boolean | null
  }[]
}

export interface ContactPage {
  items: Contact[]
  nextCursor: string | null
}

export interface UpdateContact {
  name?: string
  role?: string | null
  email?: string | null
  phone?: string | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface CategoryPage {
  items: Category[]
  nextCursor: string | null
}

export interface Category {
  /** category id */
  id: string
  name: string
  /** category id */
  parentId: string | null
  version: number
  createdAt: string
  updatedAt: string
}

export interface CreateCategory {
  /** unique, whatever its letter case and accents */
  name: string
  /** category id */
  parentId?: string | null
}

export interface UpdateCategory {
  /** unique, whatever its letter case and accents */
  name?: string
  /** category id */
  parentId?: string | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface LocationPage {
  items: Location[]
  nextCursor: string | null
}

export interface Location {
  /** location id */
  id: string
  name: string
  address: string | null
  active: boolean
  version: number
  createdAt: string
  updatedAt: string
}

export interface CreateLocation {
  /** unique, whatever its letter case and accents */
  name: string
  address?: string | null
  active?: boolean
}

export interface UpdateLocation {
  /** unique, whatever its letter case and accents */
  name?: string
  address?: string | null
  active?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface MovementAndLevel {
  movement: Movement
  level: Level
}

export interface Movement {
  /** movement id */
  id: string
  at: string
  /** product id */
  productId: string
  /** location id */
  locationId: string
  kind:
    | 'receipt'
    | 'sale'
    | 'return'
    | 'transfer_in'
    | 'transfer_out'
    | 'adjustment'
    | 'count'
    | 'reversal'
  /** signed: negative took stock away */
  quantity: number
  /** on hand at the location afterwards */
  balanceAfter: number
  /** on hand over all locations afterwards */
  totalAfter: number
  /** in the company’s currency */
  unitCost: string
  /** what a customer paid */
  unitPrice: string | null
  reason: string | null
  reference: string | null
  /** the same for all movements of one request */
  batchId: string
  orderId: string | null
  orderLineId: string | null
  countId: string | null
  /** the movement that this one takes back */
  reversesId: string | null
  /** the sale that goods came back from */
  returnsId: string | null
  actor: {
    id: string | null
    name: string
  }
}

export interface Level {
  /** product id */
  productId: string
  /** location id */
  locationId: string
  /** at most 3 decimals */
  onHand: number
  /** at most 3 decimals */
  reserved: number
  /** at most 3 decimals */
  available: number
}

export interface Sale {
  /** product id */
  productId?: string
  /** instead of productId */
  sku?: string
  /** the main location unless said otherwise */
  locationId?: string
  /** number with at most 3 decimals, or the same as a string */
  quantity: number | string
  /** the product’s price unless said otherwise */
  unitPrice?: string | number
  reference?: string | null
}

export interface Movements {
  movements: Movement[]
}

export interface BulkSale {
  lines: {
    /** product id */
    productId?: string
    /** instead of productId */
    sku?: string
    /** the main location unless said otherwise */
    locationId?: string
    /** number with at most 3 decimals, or the same as a string */
    quantity: number | string
    /** decimal with at most 4 places, as string (exact) or number */
    unitPrice?: string | number
  }[]
  reference?: string | null
}

export interface Return {
  /** product id */
  productId?: string
  /** instead of productId */
  sku?: string
  /** the main location unless said otherwise */
  locationId?: string
  /** number with at most 3 decimals, or the same as a string */
  quantity: number | string
  /** the sale it comes back from; instead of the product */
  movementId?: string
  reason?: string | null
  reference?: string | null
}

export interface Adjustment {
  /** product id */
  productId?: string
  /** instead of productId */
  sku?: string
  /** the main location unless said otherwise */
  locationId?: string
  /** signed: how much more or less there is */
  change?: number | string
  /** how much there is; instead of change */
  quantity?: number | string
  /** what a unit of goods that were found cost; else the average, or the product’s cost */
  unitCost?: string | number
  reason: string
  reference?: string | null
}

export interface Transfer {
  /** product id */
  productId?: string
  /** instead of productId */
  sku?: string
  /** location id */
  fromLocationId: string
  /** location id */
  toLocationId: string
  /** number with at most 3 decimals, or the same as a string */
  quantity: number | string
  reason?: string | null
  reference?: string | null
}

export interface ListedMovement {
  /** movement id */
  id: string
  at: string
  /** product id */
  productId: string
  /** location id */
  locationId: string
  kind:
    | 'receipt'
    | 'sale'
    | 'return'
    | 'transfer_in'
    | 'transfer_out'
    | 'adjustment'
    | 'count'
    | 'reversal'
  /** signed: negative took stock away */
  quantity: number
  /** on hand at the location afterwards */
  balanceAfter: number
  /** on hand over all locations afterwards */
  totalAfter: number
  /** in the company’s currency */
  unitCost: string
  /** what a customer paid */
  unitPrice: string | null
  reason: string | null
  reference: string | null
  /** the same for all movements of one request */
  batchId: string
  orderId: string | null
  orderLineId: string | null
  countId: string | null
  /** the movement that this one takes back */
  reversesId: string | null
  /** the sale that goods came back from */
  returnsId: string | null
  actor: {
    id: string | null
    name: string
  }
  /** of the product, as it is now */
  sku: string
  name: string
}

export interface Reversal {
  reason?: string | null
}

export interface InventoryVerification {
  ok: boolean
  /** how many levels were looked at */
  levels: number
  movements: number
  /** at most 100 */
  problems: {
    productId: string
    /** null: all locations together */
    locationId: string | null
    what: string
  }[]
}

export interface ReservationPage {
  items: Reservation[]
  nextCursor: string | null
}

export interface Reservation {
  /** reservation id */
  id: string
  /** product id */
  productId: string
  sku: string
  name: string
  /** location id */
  locationId: string
  /** at most 3 decimals */
  quantity: number
  state: 'open' | 'released' | 'sold'
  reference: string | null
  /** the movement that sold it */
  movementId: string | null
  actor: {
    id: string | null
    name: string
  }
  createdAt: string
  closedAt: string | null
}

export interface CreateReservation {
  /** product id */
  productId?: string
  /** instead of productId */
  sku?: string
  /** number with at most 3 decimals, or the same as a string */
  quantity: number | string
  /** the main location unless said otherwise */
  locationId?: string
  /** what it is for in your own words, e.g. the number of an order */
  reference?: string | null
}

export interface SoldReservation {
  reservation: Reservation
  movement: Movement
  level: Level
}

export interface SellReservation {
  /** the product’s price unless said otherwise */
  unitPrice?: string | number
  /** that of the reservation unless given */
  reference?: string | null
}

export interface CountPage {
  items: CountSummary[]
  nextCursor: string | null
}

export interface CountSummary {
  /** count id */
  id: string
  /** location id */
  locationId: string
  state: 'open' | 'posted' | 'cancelled'
  blind: boolean
  note: string | null
  lineCount: number
  /** lines that were counted */
  countedCount: number
  actor: {
    id: string | null
    name: string
  }
  version: number
  createdAt: string
  updatedAt: string
  postedAt: string | null
}

export interface Count {
  /** count id */
  id: string
  /** location id */
  locationId: string
  state: 'open' | 'posted' | 'cancelled'
  blind: boolean
  note: string | null
  lineCount: number
  /** lines that were counted */
  countedCount: number
  actor: {
    id: string | null
    name: string
  }
  version: number
  createdAt: string
  updatedAt: string
  postedAt: string | null
  /** what the differences are worth; null while a blind count is open, for those who may not adjust stock */
  variance: {
    /** lines that differ */
    lines: number
    /** decimal string */
    gain: string
    /** decimal string */
    loss: string
    /** decimal string */
    net: string
    currency: string
  } | null
  /** by name, the first 1000; in the answer to counting those counted */
  lines: CountLine[]
}

export interface CountLine {
  /** product id */
  productId: string
  sku: string
  name: string
  unit: string
  /** on hand when the count was begun; null while a blind count is open, for those who may not adjust stock */
  expected: number | null
  /** null: not counted yet */
  counted: number | null
  /** the second figure, which wins */
  recounted: number | null
  /** what was found − what was expected; null while a blind count is open, for those who may not adjust stock */
  variance: number | null
  /** of the movement once it is posted, until then the average cost; null while a blind count is open, for those who may not adjust stock */
  unitCost: string | null
  /** variance × unit cost; null while a blind count is open, for those who may not adjust stock */
  varianceValue: string | null
  countedBy: string | null
  countedAt: string | null
  /** what posting it left in the ledger */
  movementId: string | null
}

export interface BeginCount {
  /** the main location unless said otherwise */
  locationId?: string
  /** these products; or categoryId, or all */
  productIds?: string[]
  /** the products of this category itself */
  categoryId?: string
  /** every product */
  all?: true
  /** leaves out products that never were at the location; default false */
  stockedOnly?: boolean
  /** hides what is expected from those who only count; default false */
  blind?: boolean
  note?: string | null
}

export interface CountLinePage {
  items: CountLine[]
  nextCursor: string | null
}

export interface RecordCount {
  lines: {
    /** product id */
    productId: string
    /** what was there; null takes the figure back */
    counted: number | string | null
  }[]
  /** a second figure for lines that were counted; it wins over the first */
  recount?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface PostCount {
  /** leaves the stock of lines that were not counted as it is; default false */
  skipUncounted?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface CancelCount {
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface RevaluationPage {
  items: Revaluation[]
  nextCursor: string | null
}

export interface Revaluation {
  /** revaluation id */
  id: string
  at: string
  /** product id */
  productId: string
  sku: string
  name: string
  /** signed */
  amount: string
  /** decimal string */
  oldAverageCost: string
  /** decimal string */
  newAverageCost: string
  /** over all locations, at that moment */
  onHand: number
  reason: string
  reference: string | null
  actor: {
    id: string | null
    name: string
  }
}

export interface CreateRevaluation {
  /** product id */
  productId: string
  /** what the stock is worth more (or less, negative), in the company’s currency and rounded to its digits */
  amount: string | number
  reason: string
  /** e.g. the number of the freight bill */
  reference?: string | null
}

export interface InventoryPage {
  items: InventoryItem[]
  nextCursor: string | null
}

export interface InventoryItem {
  /** product id */
  productId: string
  sku: string
  barcode: string | null
  name: string
  unit: string
  categoryId: string | null
  supplierId: string | null
  /** where the quantities and the value are; null: all locations */
  locationId: string | null
  /** at most 3 decimals */
  onHand: number
  /** at most 3 decimals */
  reserved: number
  /** on hand and not reserved */
  available: number
  /** at most 3 decimals */
  reorderPoint: number
  /** at most 3 decimals */
  reorderQuantity: number
  /** at most 3 decimals */
  maxStock: number | null
  /** `out`: nothing is available; `low`: no more than the reorder point; `over`: above the maximum; over all locations */
  stockStatus: 'out' | 'low' | 'ok' | 'over'
  /** whole days that the stock lasts at the demand of late, as the monitor last computed it; null when nothing is sold */
  daysUntilStockout: number | null
  stockoutOn: string | null
  /** moving average of a unit, in the company’s currency */
  averageCost: string
  /** on hand × average cost */
  stockValue: string
}

export interface InventoryStatus {
  products: number
  /** how many products are of each stock status */
  statuses: {
    out: number
    low: number
    ok: number
    over: number
  }
  /** on hand of all products, whatever their units */
  units: number
  /** at most 3 decimals */
  reserved: number
  /** sum of the values of all products */
  stockValue: string
  /** the company’s */
  currency: string
}

export interface ProductInventory {
  /** product id */
  productId: string
  sku: string
  name: string
  unit: string
  /** at most 3 decimals */
  onHand: number
  /** at most 3 decimals */
  reserved: number
  /** at most 3 decimals */
  available: number
  /** at most 3 decimals */
  reorderPoint: number
  /** moving average of a unit, in the company’s currency */
  averageCost: string
  /** on hand × average cost */
  stockValue: string
  /** `out`: nothing is available; `low`: no more than the reorder point; `over`: above the maximum; over all locations */
  stockStatus: 'out' | 'low' | 'ok' | 'over'
  /** whole days that the stock lasts at the demand of late, as the monitor last computed it; null when nothing is sold */
  daysUntilStockout: number | null
  stockoutOn: string | null
  locations: {
    /** location id */
    locationId: string
    name: string
    /** at most 3 decimals */
    onHand: number
    /** at most 3 decimals */
    reserved: number
    /** at most 3 decimals */
    available: number
  }[]
}

export interface Received {
  order: Order
  /** what came into stock, in the order of the lines */
  movements: Movement[]
}

export interface Order {
  /** order id */
  id: string
  number: string
  supplier: {
    /** supplier id */
    id: string
    name: string
  }
  /** supplier id */
  supplierId: string
  stage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
    | 'cancelled'
  stageSince: string
  onHold: boolean
  holdReason: string | null
  cancelReason: string | null
  currency: string
  exchangeRate: string
  terms: string | null
  expectedOn: string | null
  promisedOn: string | null
  readyOn: string | null
  etaOn: string | null
  arrivedOn: string | null
  /** decimal string */
  subtotal: string
  /** decimal string */
  tax: string
  /** decimal string */
  shipping: string
  /** decimal string */
  other: string
  /** decimal string */
  total: string
  /** decimal string */
  submittedTotal: string | null
  /** up to it the order is approved */
  approvedTotal: string | null
  approvedBy: {
    id: string | null
    name: string
  } | null
  supplierReference: string | null
  carrier: string | null
  tracking: string | null
  customsEntry: string | null
  /** in the company's currency */
  duty: string | null
  /** when the supplier was first sent it */
  sentAt: string | null
  /** how it was sent then */
  sentBy: 'mail' | 'marked' | null
  /** of its document: one more for each change of what that says, once it was sent */
  documentVersion: number
  notes: string | null
  closingNote: string | null
  unpaidWaived: boolean
  author: {
    id: string | null
    name: string
  }
  receiptStatus: 'none' | 'partial' | 'full'
  paymentStatus: 'unpaid' | 'deposit_paid' | 'partially_paid' | 'paid' | 'overpaid'
  /** decimal string */
  paid: string
  /** decimal string */
  outstanding: string
  late: boolean
  daysLate: number
  /** the first day that it missed */
  missedDay: 'readyOn' | 'etaOn' | 'dueOn' | null
  version: number
  createdAt: string
  updatedAt: string
  lines: OrderLine[]
  /** the mail that last took it to its supplier */
  lastMail: {
    /** mail id */
    id: string
    state: 'queued' | 'sent' | 'failed'
    recipient: string
    /** the version of the document that went with it */
    documentVersion: number
    createdAt: string
    /** when the mail server took it */
    sentAt: string | null
    /** whether no mail server is set up, so that it only became a file on the server */
    kept: boolean
  } | null
  nextStage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
    | null
  /** what its stage allows now */
  actions: (
    | 'advance'
    | 'send'
    | 'back'
    | 'edit'
    | 'delete'
    | 'cancel'
    | 'hold'
    | 'release'
    | 'receive'
    | 'cancelRemaining'
  )[]
}

export interface OrderLine {
  /** order line id */
  id: string
  /** product id */
  productId: string
  sku: string
  name: string
  /** at most 3 decimals */
  quantity: number
  /** decimal string */
  unitCost: string
  discountPercent: number
  /** of what is not cancelled */
  lineTotal: string
  /** at most 3 decimals */
  receivedQuantity: number
  /** delivered and sent back; still to come */
  rejectedQuantity: number
  /** at most 3 decimals */
  cancelledQuantity: number
  /** still to come */
  openQuantity: number
  /** why it was suggested */
  reason: string | null
}

export interface Receive {
  /** order id */
  orderId: string
  /** where the goods are put; the main location unless said otherwise */
  locationId?: string
  /** what was delivered; all that is open when it is left out */
  lines?: {
    /** order line id */
    lineId: string
    /** what was delivered, rejected goods included */
    quantity: number | string
    /** the part of it that is sent back: it never enters stock, and stays open */
    rejectedQuantity?: number | string
    rejectReason?: string | null
  }[]
  /** your own words for the delivery, e.g. the number of the delivery note */
  reference?: string | null
}

export interface SalesReport {
  from: string
  to: string
  /** the company’s */
  timeZone: string
  /** the company’s */
  currency: string
  /** every day from the first to the last, also those without sales */
  days: {
    day: string
    /** sold, less what came back and what was undone; of all products, whatever their units */
    quantity: number
    /** one entry for each currency, never mixed; none where nothing was sold */
    revenue: {
      currency: string
      /** decimal string */
      amount: string
    }[]
    /** what the goods had cost, in the company’s currency */
    costOfGoods: string
  }[]
  /** the sum of the days as they are shown */
  total: {
    /** sold, less what came back and what was undone; of all products, whatever their units */
    quantity: number
    /** one entry for each currency, never mixed; none where nothing was sold */
    revenue: {
      currency: string
      /** decimal string */
      amount: string
    }[]
    /** what the goods had cost, in the company’s currency */
    costOfGoods: string
  }
}

export interface StockValueReport {
  from: string
  to: string
  /** the company’s */
  timeZone: string
  /** the company’s */
  currency: string
  /** every day from the first to the last; of today what it is now */
  days: {
    day: string
    /** decimal string */
    value: string
  }[]
}

export interface PaymentPage {
  items: Payment[]
  nextCursor: string | null
}

export interface Payment {
  /** payment id */
  id: string
  orderId: string | null
  supplierId: string | null
  type:
    | 'deposit'
    | 'progress'
    | 'balance'
    | 'full'
    | 'freight'
    | 'duty_tax'
    | 'fee'
    | 'other'
    | 'refund'
    | 'credit'
  status: 'planned' | 'approved' | 'sent' | 'paid' | 'failed' | 'cancelled' | 'refunded'
  /** decimal string */
  amount: string
  currency: string
  dueOn: string | null
  /** the event of the order that the due date waits for, or came from */
  dueTrigger: 'order' | 'confirmation' | 'shipment' | 'arrival' | 'receipt' | null
  /** days after that event */
  dueDays: number
  /** due before today and still planned, approved, sent or failed */
  overdue: boolean
  paidOn: string | null
  method: string | null
  reference: string | null
  notes: string | null
  refundsId: string | null
  /** what refunds took back, planned ones included */
  refundedAmount: string
  /** made from the terms of the order and not edited since */
  planned: boolean
  version: number
  createdAt: string
  updatedAt: string
}

export interface CreatePayment {
  type:
    | 'deposit'
    | 'progress'
    | 'balance'
    | 'full'
    | 'freight'
    | 'duty_tax'
    | 'fee'
    | 'other'
    | 'refund'
    | 'credit'
  /** more than zero, with no more digits than the currency has */
  amount: string | number
  /** when it should be paid */
  dueOn?: string | null
  /** e.g. `bank transfer`, `cash` */
  method?: string | null
  /** e.g. the number of the invoice or of the transfer */
  reference?: string | null
  notes?: string | null
  /** order id */
  orderId?: string | null
  /** default: the supplier of the order; none for what is paid to others */
  supplierId?: string | null
  /** default: the currency of the order, or of the payment that is refunded; only freight, duty and fees of an order may be in another, and go to another supplier */
  currency?: string
  /** default `planned`, or `paid` for a refund or credit; beyond `planned` it takes the permission payments:approve */
  status?: 'planned' | 'approved' | 'sent' | 'paid'
  /** only with `paid`; default today */
  paidOn?: string
  /** the paid payment that a refund takes back, in full or in part; one that names none is of the goods of its order, or of none */
  refundsId?: string | null
}

export interface PaymentSummary {
  /** the company's business day that it is as of */
  today: string
  /** one entry for each currency, never mixed */
  currencies: {
    currency: string
    /** money out, less refunds */
    paid: string
    /** planned, approved, sent or failed; of an order no more than its total less what was paid and credited */
    outstanding: string
    /** the part of it that was due before today */
    overdue: string
    /** the part of it that is due from today on */
    dueIn7Days: string
    /** decimal string */
    dueIn30Days: string
    /** paid on orders that are not completed, less the value of what was received of them */
    goodsNotIn: string
  }[]
  /** paid in the month, and due in it and not paid yet; 12 months back and ahead */
  months: {
    month: string
    currency: string
    /** decimal string */
    paid: string
    /** decimal string */
    due: string
  }[]
  /** the 100 who are owed the most */
  suppliers: {
    supplierId: string
    supplierName: string
    currency: string
    /** decimal string */
    paid: string
    /** decimal string */
    outstanding: string
    /** decimal string */
    overdue: string
  }[]
}

export interface UpdatePayment {
  type?:
    | 'deposit'
    | 'progress'
    | 'balance'
    | 'full'
    | 'freight'
    | 'duty_tax'
    | 'fee'
    | 'other'
    | 'refund'
    | 'credit'
  /** more than zero, with no more digits than the currency has */
  amount?: string | number
  /** when it should be paid */
  dueOn?: string | null
  /** e.g. `bank transfer`, `cash` */
  method?: string | null
  /** e.g. the number of the invoice or of the transfer */
  reference?: string | null
  notes?: string | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
  currency?: string
}

export interface ChangePaymentStatus {
  status: 'planned' | 'approved' | 'sent' | 'paid' | 'failed' | 'cancelled' | 'refunded'
  /** only with `paid`, not in the future; default today */
  paidOn?: string
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface OrderPage {
  items: OrderSummary[]
  nextCursor: string | null
}

export interface OrderSummary {
  /** order id */
  id: string
  number: string
  supplier: {
    /** supplier id */
    id: string
    name: string
  }
  /** supplier id */
  supplierId: string
  stage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
    | 'cancelled'
  stageSince: string
  onHold: boolean
  holdReason: string | null
  cancelReason: string | null
  currency: string
  exchangeRate: string
  terms: string | null
  expectedOn: string | null
  promisedOn: string | null
  readyOn: string | null
  etaOn: string | null
  arrivedOn: string | null
  /** decimal string */
  subtotal: string
  /** decimal string */
  tax: string
  /** decimal string */
  shipping: string
  /** decimal string */
  other: string
  /** decimal string */
  total: string
  /** decimal string */
  submittedTotal: string | null
  /** up to it the order is approved */
  approvedTotal: string | null
  approvedBy: {
    id: string | null
    name: string
  } | null
  supplierReference: string | null
  carrier: string | null
  tracking: string | null
  customsEntry: string | null
  /** in the company's currency */
  duty: string | null
  /** when the supplier was first sent it */
  sentAt: string | null
  /** how it was sent then */
  sentBy: 'mail' | 'marked' | null
  /** of its document: one more for each change of what that says, once it was sent */
  documentVersion: number
  notes: string | null
  closingNote: string | null
  unpaidWaived: boolean
  author: {
    id: string | null
    name: string
  }
  receiptStatus: 'none' | 'partial' | 'full'
  paymentStatus: 'unpaid' | 'deposit_paid' | 'partially_paid' | 'paid' | 'overpaid'
  /** decimal string */
  paid: string
  /** decimal string */
  outstanding: string
  late: boolean
  daysLate: number
  /** the first day that it missed */
  missedDay: 'readyOn' | 'etaOn' | 'dueOn' | null
  version: number
  createdAt: string
  updatedAt: string
  lineCount: number
}

export interface CreateOrder {
  /** supplier id */
  supplierId: string
  /** default: the supplier's, else the company's */
  currency?: string
  /** company currency per order currency, with at most 8 decimals */
  exchangeRate?: string | number
  /** payment terms; default: the supplier's */
  terms?: string | null
  /** when you want the goods */
  expectedOn?: string | null
  /** decimal with at most 4 places, as string (exact) or number */
  tax?: string | number
  /** decimal with at most 4 places, as string (exact) or number */
  shipping?: string | number
  /** decimal with at most 4 places, as string (exact) or number */
  other?: string | number
  /** the supplier's own number */
  supplierReference?: string | null
  notes?: string | null
  lines?: NewOrderLine[]
}

export interface NewOrderLine {
  /** product id */
  productId: string
  /** number with at most 3 decimals, or the same as a string */
  quantity: number | string
  /** in the order's currency; default: the cost of the product, if that is in the same currency */
  unitCost?: string | number
  discountPercent?: number | string
}

export interface OrderStages {
  items: OrderStageInfo[]
  nextCursor: string | null
}

export interface OrderStageInfo {
  stage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
    | 'cancelled'
  /** from 1; 0 for `cancelled`, which is outside the row */
  position: number
  meaning: string
  /** what moving into it takes */
  permission:
    | 'products:read'
    | 'products:write'
    | 'suppliers:read'
    | 'suppliers:write'
    | 'locations:read'
    | 'locations:write'
    | 'inventory:read'
    | 'inventory:write'
    | 'inventory:adjust'
    | 'orders:read'
    | 'orders:write'
    | 'orders:approve'
    | 'orders:receive'
    | 'orders:complete'
    | 'payments:read'
    | 'payments:write'
    | 'payments:approve'
    | 'alerts:read'
    | 'alerts:write'
    | 'monitor:run'
    | 'events:read'
    | 'webhooks:read'
    | 'webhooks:write'
    | 'settings:read'
    | 'settings:write'
    | 'users:read'
    | 'users:write'
    | 'audit:read'
    | 'mails:read'
    | 'mails:write'
    | 'backup:read'
    | null
  /** what must hold before */
  gates: string[]
  /** what can be given with the move */
  records: string[]
  /** how many orders are in it */
  orders: number
  /** how many of them are late */
  late: number
  /** how many of them are on hold */
  onHold: number
  /** what they come to, one entry for each currency */
  totals: {
    currency: string
    /** decimal string */
    amount: string
  }[]
}

export interface UpdateOrder {
  /** supplier id */
  supplierId?: string
  /** default: the supplier's, else the company's */
  currency?: string
  /** company currency per order currency, with at most 8 decimals */
  exchangeRate?: string | number
  /** payment terms; default: the supplier's */
  terms?: string | null
  /** when you want the goods */
  expectedOn?: string | null
  /** decimal with at most 4 places, as string (exact) or number */
  tax?: string | number
  /** decimal with at most 4 places, as string (exact) or number */
  shipping?: string | number
  /** decimal with at most 4 places, as string (exact) or number */
  other?: string | number
  /** the supplier's own number */
  supplierReference?: string | null
  notes?: string | null
  /** what the supplier promised */
  promisedOn?: string | null
  /** when production should end */
  readyOn?: string | null
  /** when the shipment should arrive */
  etaOn?: string | null
  arrivedOn?: string | null
  carrier?: string | null
  tracking?: string | null
  /** number of the customs entry */
  customsEntry?: string | null
  /** in the company's currency */
  duty?: string | number | null
  /** all lines there shall be: those with `id` are kept or changed, those without are added, those left out are removed */
  lines?: ChangedOrderLine[]
  /** why, for the history */
  note?: string | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface ChangedOrderLine {
  /** order line id */
  id?: string
  /** product id */
  productId?: string
  /** number with at most 3 decimals, or the same as a string */
  quantity?: number | string
  /** in the order's currency; default: the cost of the product, if that is in the same currency */
  unitCost?: string | number
  discountPercent?: number | string
}

export interface AdvanceOrder {
  /** for the history */
  note?: string | null
  /** into `ordered`: company currency per order currency */
  exchangeRate?: string | number
  /** into `ordered`: when it was sent; default: now */
  sentAt?: string
  /** into `confirmed`: the supplier's number */
  supplierReference?: string
  /** into `confirmed`: the day that the supplier promised */
  promisedOn?: string
  /** into `in_production`: when it should be ready */
  readyOn?: string
  /** into `shipped` */
  carrier?: string
  /** into `shipped` */
  tracking?: string
  /** into `shipped`: when it should arrive */
  etaOn?: string
  /** into `customs`: when it arrived */
  arrivedOn?: string
  /** into `customs`: number of the entry */
  customsEntry?: string
  /** into `customs`: in the company's currency */
  duty?: string | number
  /** into `completed`; default: `note` */
  closingNote?: string
  /** into `completed`: close it although something is unpaid; its payments stay as they are */
  waiveUnpaid?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface SendOrder {
  /** default: the address of the supplier, else that of its first contact that has one */
  to?: string
  /** put before the end of the letter */
  message?: string | null
  /** for the history */
  note?: string | null
  /** into `ordered`: company currency per order currency */
  exchangeRate?: string | number
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface TransitionOrder {
  /** a later stage, or the one before */
  stage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
  /** why it goes back; needed for that */
  reason?: string
  /** for the history */
  note?: string | null
  /** into `ordered`: company currency per order currency */
  exchangeRate?: string | number
  /** into `ordered`: when it was sent; default: now */
  sentAt?: string
  /** into `confirmed`: the supplier's number */
  supplierReference?: string
  /** into `confirmed`: the day that the supplier promised */
  promisedOn?: string
  /** into `in_production`: when it should be ready */
  readyOn?: string
  /** into `shipped` */
  carrier?: string
  /** into `shipped` */
  tracking?: string
  /** into `shipped`: when it should arrive */
  etaOn?: string
  /** into `customs`: when it arrived */
  arrivedOn?: string
  /** into `customs`: number of the entry */
  customsEntry?: string
  /** into `customs`: in the company's currency */
  duty?: string | number
  /** into `completed`; default: `note` */
  closingNote?: string
  /** into `completed`: close it although something is unpaid; its payments stay as they are */
  waiveUnpaid?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface CancelOrder {
  reason: string
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface HoldOrder {
  /** default true; false releases it */
  onHold?: boolean
  reason?: string | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface CancelRemaining {
  /** default: all that is still to come */
  quantity?: number | string
  reason?: string | null
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface OrderHistoryPage {
  items: OrderHistoryEntry[]
  nextCursor: string | null
}

export interface OrderHistoryEntry {
  /** history id */
  id: string
  at: string
  event: string
  fromStage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
    | 'cancelled'
    | null
  toStage:
    | 'draft'
    | 'pending_approval'
    | 'approved'
    | 'ordered'
    | 'confirmed'
    | 'in_production'
    | 'shipped'
    | 'customs'
    | 'received'
    | 'completed'
    | 'cancelled'
    | null
  note: string | null
  /** what was recorded or changed with it */
  details: { [name: string]: Json } | null
  actor: {
    id: string | null
    name: string
  }
}

export interface Suggestions {
  dryRun: boolean
  orders: SuggestedOrder[]
  /** what is needed but cannot be ordered; at most 1,000 */
  skipped: {
    /** product id */
    productId: string
    sku: string
    name: string
    reason: string
  }[]
  /** there was more than one run looks at: run it again for the rest */
  more: boolean
}

export interface SuggestedOrder {
  /** of the draft; null in a dry run */
  id: string | null
  number: string | null
  supplier: {
    /** supplier id */
    id: string
    name: string
  }
  currency: string
  /** today and the supplier's lead time */
  expectedOn: string | null
  lines: {
    /** product id */
    productId: string
    sku: string
    name: string
    /** at most 3 decimals */
    quantity: number
    /** decimal string */
    unitCost: string
    /** decimal string */
    lineTotal: string
    reason: string
  }[]
  /** decimal string */
  total: string
}

export interface SuggestOrders {
  /** only for this supplier */
  supplierId?: string
  /** says what would be ordered, but makes no drafts */
  dryRun?: boolean
}

export interface GoodsReceiptPage {
  items: GoodsReceipt[]
  nextCursor: string | null
}

export interface GoodsReceipt {
  /** receipt id */
  id: string
  /** order id */
  orderId: string
  /** location id */
  locationId: string
  at: string
  /** company currency per order currency, as it was at the receipt */
  exchangeRate: string
  reference: string | null
  actor: {
    id: string | null
    name: string
  }
  lines: {
    /** order line id */
    lineId: string
    /** product id */
    productId: string
    sku: string
    name: string
    /** delivered, rejected goods included */
    quantity: number
    /** what came into stock */
    acceptedQuantity: number
    /** at most 3 decimals */
    rejectedQuantity: number
    rejectReason: string | null
    /** null when all was rejected */
    movementId: string | null
    /** the movement that took the stock back out */
    reversalId: string | null
  }[]
}

export interface Settings {
  companyName: string
  currency: string
  timeZone: string
  /** decimal string */
  approvalLimit: string | null
  overReceiptTolerancePercent: number
  alertRecipients: string[]
  alertHours: {
    from: number
    to: number
  }
  mfaRequiredRoles: ('owner' | 'manager' | 'clerk' | 'viewer')[]
  version: number
  updatedAt: string
}

export interface UpdateSettings {
  companyName?: string
  currency?: string
  timeZone?: string
  /** orders above it need an approval by somebody else; null for no limit */
  approvalLimit?: string | number | null
  overReceiptTolerancePercent?: number | string
  alertRecipients?: string[]
  alertHours?: AlertHours
  /** who must sign in with two factors; before they do, neither they nor their API tokens may do anything */
  mfaRequiredRoles?: ('owner' | 'manager' | 'clerk' | 'viewer')[]
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

/** alerts are mailed from the full hour `from` until `to`, in the company time zone */
export interface AlertHours {
  from: number
  to: number
}

export interface MonitorRun {
  /** false: another run was in progress, and nothing was done */
  ran: boolean
  startedAt: string
  finishedAt: string
  /** products looked at */
  products: number
  /** products that run out before goods can come */
  runningOut: number
  /** new alerts */
  opened: number
  /** alerts whose severity rose */
  worsened: number
  /** alerts whose snooze was over */
  woken: number
  /** alerts whose condition is gone */
  resolved: number
  /** alerts in the mail that was queued */
  mailed: number
  /** people to whom it goes */
  mails: number
}

export interface ForecastPage {
  items: ProductForecast[]
  nextCursor: string | null
}

export interface ProductForecast {
  /** product id */
  productId: string
  sku: string
  name: string
  unit: string
  /** supplier id */
  supplierId: string | null
  /** on hand less reserved */
  available: number
  /** mean of a day with stock, at most 6 decimals */
  dailyDemand: number
  /** days with stock, of the last 90, that the demand was observed on */
  observedDays: number
  /** whole days that what is available lasts, at most 3,650; null when nothing was sold in 90 days */
  daysUntilStockout: number | null
  /** null also when it is 3,650 days away or further */
  stockoutOn: string | null
  /** open on purchase orders that are approved */
  incoming: number
  /** the earliest day of an open purchase order; in the past when that is late */
  nextReceiptOn: string | null
  /** days from the stockout to the next receipt: above zero when the shelf is empty before */
  gapDays: number | null
  /** as `daysUntilStockout`, when every order that is not late comes on its day */
  daysWithIncoming: number | null
  /** these figures hold since then */
  computedAt: string
}

export interface AlertPage {
  items: Alert[]
  nextCursor: string | null
}

export interface Alert {
  /** alert id */
  id: string
  kind: 'stockout' | 'low_stock' | 'out_of_stock' | 'over_stock' | 'late_order'
  /** as it is now; a rise is mailed again */
  severity: 'info' | 'warning' | 'critical'
  state: 'open' | 'acknowledged' | 'snoozed' | 'resolved'
  /** product id */
  productId: string
  sku: string
  name: string
  /** null: over all locations */
  locationId: string | null
  message: string
  details: AlertDetails
  openedAt: string
  updatedAt: string
  acknowledgedBy: {
    /** user id */
    id: string | null
    name: string
  } | null
  snoozedUntil: string | null
  resolvedAt: string | null
  mailedAt: string | null
  version: number
}

/** what the monitor saw; at most 5 late orders */
export interface AlertDetails {
  /** at most 3 decimals */
  onHand: number
  /** at most 3 decimals */
  available: number
  /** at most 3 decimals */
  reorderPoint: number
  /** at most 3 decimals */
  maxStock: number | null
  /** mean of a day with stock, at most 6 decimals */
  dailyDemand: number
  /** whole days that what is available lasts, at most 3,650; null when nothing was sold in 90 days */
  daysUntilStockout: number | null
  /** null also when it is 3,650 days away or further */
  stockoutOn: string | null
  /** at most 3 decimals */
  incoming: number
  /** the earliest day of an open purchase order; in the past when that is late */
  nextReceiptOn: string | null
  /** days from the stockout to the next receipt: above zero when the shelf is empty before */
  gapDays: number | null
  leadTimeDays: number | null
  lateOrders: {
    /** order id */
    orderId: string
    number: string
    /** the first day that it missed */
    since: string
    /** at most 3 decimals */
    quantity: number
  }[]
}

export interface AlertCounts {
  states: {
    open: number
    acknowledged: number
    snoozed: number
    resolved: number
  }
  /** those that are open, by severity */
  open: {
    info: number
    warning: number
    critical: number
  }
}

export interface AcknowledgeAlert {
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface SnoozeAlert {
  /** an instant, or a day, at whose beginning the alert comes back */
  until?: string
  /** so many days from now */
  days?: number
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface MailPage {
  items: Mail[]
  nextCursor: string | null
}

export interface Mail {
  /** mail id */
  id: string
  recipient: string
  subject: string
  /** null when it holds a secret */
  text: string | null
  /** who gets the answers; null: the sender */
  replyTo: string | null
  attachments: {
    name: string
    type: string
    /** in bytes */
    size: number
  }[]
  sensitive: boolean
  state: 'queued' | 'sent' | 'failed'
  attempts: number
  /** null unless queued */
  nextAttemptAt: string | null
  lastError: string | null
  createdAt: string
  sentAt: string | null
  /** whether no mail server is set up, so that it only became a file on the server */
  kept: boolean
}

export interface WebhookPage {
  items: Webhook[]
  nextCursor: string | null
}

export interface Webhook {
  /** webhook id */
  id: string
  url: string
  description: string | null
  types: string[]
  active: boolean
  version: number
  createdAt: string
  updatedAt: string
}

export interface WebhookWithSecret {
  /** webhook id */
  id: string
  url: string
  description: string | null
  types: string[]
  active: boolean
  version: number
  createdAt: string
  updatedAt: string
  /** shown this once: verify with it what comes in (Standard Webhooks) */
  secret: string
}

export interface CreateWebhook {
  url: string
  description?: string | null
  /** types that are sent, e.g. `order.*`; none stands for all */
  types?: string[]
  active?: boolean
}

export interface UpdateWebhook {
  url?: string
  description?: string | null
  /** types that are sent, e.g. `order.*`; none stands for all */
  types?: string[]
  active?: boolean
  /** the version you read; refused with 409 when the record has changed since */
  version?: number
}

export interface WebhookDelivery {
  /** delivery id */
  id: string
  /** webhook id */
  webhookId: string
  /** sent as `webhook-id` */
  eventId: string
  /** null once the event was removed */
  type: string | null
  state: 'queued' | 'delivered' | 'failed'
  attempts: number
  /** null unless queued */
  nextAttemptAt: string | null
  /** null when there was no answer */
  lastStatus: number | null
  lastError: string | null
  createdAt: string
  deliveredAt: string | null
}

export interface WebhookDeliveryPage {
  items: WebhookDelivery[]
  nextCursor: string | null
}

export interface AuditPage {
  items: AuditEntry[]
  nextCursor: string | null
}

export interface AuditEntry {
  /** audit id */
  id: string
  at: string
  actor: {
    /** user id */
    id: string | null
    name: string
  }
  action: string
  entity: string
  entityId: string
  oldValues: { [name: string]: Json } | null
  newValues: { [name: string]: Json } | null
  requestId: string
  ip: string | null
}

export interface AuditVerification {
  ok: boolean
  seals: number
  sealedEntries: number
  /** too new to be sealed, so not proven yet */
  unsealedEntries: number
  /** compare it with the last `audit sealed` line of an outside log */
  lastSealHash: string | null
  /** the first row that is not as it was sealed: an entry, or the seal itself when entryId is null */
  firstBroken: {
    sealNumber: number
    entryId: string | null
    reason:
      'changed' | 'missing' | 'not listed' | 'seal changed' | 'chain broken' | 'a seal is missing'
  } | null
}

/** Every endpoint by its path below `/api`. */
export interface Api {
  health: {
    /** Whether the process answers. Needs no sign-in. */
    $get(
      input?: NoInput,
      options?: CallOptions,
    ): Promise<
      Answer<
        200,
        {
          status: 'ok'
        }
      >
    >
    ready: {
      /** Whether the database answers and is migrated. Needs no sign-in. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<
        | Answer<
            200,
            {
              status: 'ready'
              migration: string
            }
          >
        | Refusal<500 | 503>
      >
    }
  }
  auth: {
    setup: {
      /** Whether the first owner is still to be made. Needs no sign-in. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, SetupState> | Refusal<500 | 503>>
      /** Make the first owner, while there is nobody yet. Needs no sign-in. */
      $post(
        input: { json: SetUp },
        options?: CallOptions,
      ): Promise<Answer<201, SignedIn> | Refusal<409 | 413 | 415 | 422 | 500 | 503>>
    }
    login: {
      /** Sign in with e-mail address and password. Needs no sign-in. */
      $post(
        input: { json: Login },
        options?: CallOptions,
      ): Promise<
        Answer<200, SignedIn | MfaRequired> | Refusal<401 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    refresh: {
      /** Get new tokens for a refresh token, which is thereby used up. Needs no sign-in. */
      $post(
        input: { json: Refresh },
        options?: CallOptions,
      ): Promise<Answer<200, SignedIn> | Refusal<401 | 403 | 413 | 415 | 422 | 500 | 503>>
    }
    logout: {
      /** End the session of an access or a refresh token. Needs no sign-in. */
      $post(
        input: { json: Refresh },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 413 | 415 | 422 | 500 | 503>>
    }
    me: {
      /** Who you are and what you may do. Needs a sign-in. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, Me> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
    mfa: {
      setup: {
        /** Begin two-factor sign-in: get the secret for your authenticator app. Needs a sign-in. */
        $post(
          input?: NoInput,
          options?: CallOptions,
        ): Promise<Answer<200, MfaSetup> | Refusal<401 | 403 | 409 | 413 | 429 | 500 | 503>>
      }
      verify: {
        /** Turn two-factor sign-in on with the first code of your app. Needs a sign-in. */
        $post(
          input: { json: MfaCode },
          options?: CallOptions,
        ): Promise<
          Answer<200, RecoveryCodes> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      challenge: {
        /** Finish a sign-in with a code of your app or a recovery code. Needs no sign-in. */
        $post(
          input: { json: MfaChallenge },
          options?: CallOptions,
        ): Promise<Answer<200, SignedIn> | Refusal<401 | 413 | 415 | 422 | 429 | 500 | 503>>
      }
      disable: {
        /** Turn two-factor sign-in off. Needs a sign-in. */
        $post(
          input: { json: DisableMfa },
          options?: CallOptions,
        ): Promise<
          Answer<204, undefined> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
    }
    password: {
      /** Change your password; your other sessions end. Needs a sign-in. */
      $post(
        input: { json: ChangePassword },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 413 | 415 | 422 | 429 | 500 | 503>>
      forgot: {
        /** Ask for a mail with a link to choose a new password. Needs no sign-in. */
        $post(
          input: { json: ForgotPassword },
          options?: CallOptions,
        ): Promise<Answer<204, undefined> | Refusal<413 | 415 | 422 | 429 | 500 | 503>>
      }
      reset: {
        /** Choose a password with the token of a mailed link; all your sessions end. Needs no sign-in. */
        $post(
          input: { json: ResetPassword },
          options?: CallOptions,
        ): Promise<Answer<204, undefined> | Refusal<413 | 415 | 422 | 429 | 500 | 503>>
      }
    }
    sessions: {
      /** List your open sessions. Needs a sign-in. */
      $get(
        input?: {
          query?: {
            /** how many items, 1 to 100 */
            limit?: number | string
            /** `nextCursor` of the page before */
            cursor?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, SessionPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
      ':id': {
        /** End one of your sessions. Needs a sign-in. */
        $delete(
          input: {
            param: {
              /** session id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      }
    }
    preferences: {
      /** What you chose for yourself: columns, density, saved views. Needs a sign-in. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, Preferences> | Refusal<401 | 403 | 429 | 500 | 503>>
      ':name': {
        /** Keep a preference of yours. Needs a sign-in. */
        $put(
          input: {
            param: {
              /** a name of your choice */
              name: string
            }
            json: PutPreference
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Preference> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
        /** Remove a preference of yours. Needs a sign-in. */
        $delete(
          input: {
            param: {
              /** a name of your choice */
              name: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      }
    }
  }
  users: {
    /** List people. Needs the permission `users:read`. */
    $get(
      input?: {
        query?: {
          /** only people with this role */
          role?: 'owner' | 'manager' | 'clerk' | 'viewer'
          /** only those who may sign in, or only the others */
          active?: boolean | 'true' | 'false'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, UserPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Add a person; without a password they get a mail to choose one. Needs the permission `users:write`. */
    $post(
      input: { json: CreateUser },
      options?: CallOptions,
    ): Promise<Answer<201, User> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    ':id': {
      /** Read a person. Needs the permission `users:read`. */
      $get(
        input: {
          param: {
            /** user id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, User> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a person, their role, or whether they may sign in. Needs the permission `users:write`. */
      $patch(
        input: {
          param: {
            /** user id */
            id: string
          }
          json: UpdateUser
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, User> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Deactivate a person; their sessions and tokens end, what they did stays theirs. Needs the permission `users:write`. */
      $delete(
        input: {
          param: {
            /** user id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 429 | 500 | 503>>
      mfa: {
        /** Turn two-factor sign-in off for somebody who lost their app and codes. Needs the permission `users:write`. */
        $delete(
          input: {
            param: {
              /** user id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 429 | 500 | 503>>
      }
    }
  }
  tokens: {
    /** List your API tokens. Needs a sign-in. */
    $get(
      input?: {
        query?: {
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, TokenPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Make an API token for a machine. Needs a sign-in. */
    $post(
      input: { json: CreateToken },
      options?: CallOptions,
    ): Promise<Answer<201, CreatedToken> | Refusal<401 | 403 | 413 | 415 | 422 | 429 | 500 | 503>>
    ':id': {
      /** Revoke one of your API tokens. Needs a sign-in. */
      $delete(
        input: {
          param: {
            /** api token id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
    }
  }
  products: {
    /** List and search products. Needs the permission `products:read`. */
    $get(
      input?: {
        query?: {
          /** words; each must begin a word of the name, the SKU or the barcode */
          q?: string
          /** exactly this SKU, in any letter case */
          sku?: string
          /** exactly this barcode */
          barcode?: string
          /** only products of this supplier, e.g. `sup_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          supplierId?: string
          /** only products of this category itself, e.g. `cat_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          categoryId?: string
          /** only products of this stock status */
          status?: 'out' | 'low' | 'ok' | 'over'
          /** the deleted products instead of the others */
          deleted?: boolean | 'true' | 'false'
          /** what to sort by; with `-` in front from the last to the first */
          sort?:
            | 'name'
            | '-name'
            | 'sku'
            | '-sku'
            | 'price'
            | '-price'
            | 'createdAt'
            | '-createdAt'
            | 'updatedAt'
            | '-updatedAt'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, ProductPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Add a product to the catalogue. Needs the permission `products:write`. */
    $post(
      input: { json: CreateProduct },
      options?: CallOptions,
    ): Promise<Answer<201, Product> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    import: {
      /** Add and change products from a CSV file, all of them or none. Needs the permission `products:write`. */
      $post(
        input: {
          query?: {
            /** checks everything and reports what a run would do, but writes nothing */
            dryRun?: boolean | 'true' | 'false'
            /** JSON object from header to field, for headers that are not recognised; null leaves a column out, e.g. `{"VK netto":"price","Notiz":null}` */
            mapping?: string
            /** creates suppliers and categories that do not exist; default true */
            createMissing?: boolean | 'true' | 'false'
            /** which row counts when rows with the same SKU contradict each other */
            duplicates?: 'first' | 'last'
            /** found out when left out */
            encoding?: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'
            /** found out when left out */
            delimiter?: 'comma' | 'semicolon' | 'tab'
          }
          body: Upload
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, ImportReport> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    export: {
      /** Download the products as CSV. Needs the permission `products:read`. */
      $get(
        input?: {
          query?: {
            /** words; each must begin a word of the name, the SKU or the barcode */
            q?: string
            /** only products of this supplier, e.g. `sup_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            supplierId?: string
            /** only products of this category itself, e.g. `cat_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            categoryId?: string
            /** begins with a byte order mark, which old Excel needs */
            bom?: boolean | 'true' | 'false'
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Download> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    }
    ':id': {
      /** Read a product with its stock. Needs the permission `products:read`. */
      $get(
        input: {
          param: {
            /** product id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Product> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a product; a new price or cost goes into its price history. Needs the permission `products:write`. */
      $patch(
        input: {
          param: {
            /** product id */
            id: string
          }
          json: UpdateProduct
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Product> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Take a product without stock out of the catalogue. Needs the permission `products:write`. */
      $delete(
        input: {
          param: {
            /** product id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 429 | 500 | 503>>
      restore: {
        /** Bring a deleted product back. Needs the permission `products:write`. */
        $post(
          input: {
            param: {
              /** product id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Product> | Refusal<401 | 403 | 404 | 409 | 413 | 429 | 500 | 503>>
      }
      'price-history': {
        /** How price and cost of a product changed, when and by whom. Needs the permission `products:read`. */
        $get(
          input: {
            param: {
              /** product id */
              id: string
            }
            query?: {
              /** how many items, 1 to 100 */
              limit?: number | string
              /** `nextCursor` of the page before */
              cursor?: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, PriceHistoryPage> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>>
      }
    }
  }
  suppliers: {
    /** List suppliers. Needs the permission `suppliers:read`. */
    $get(
      input?: {
        query?: {
          /** part of the name or code */
          q?: string
          /** only active suppliers, or only the others */
          active?: boolean | 'true' | 'false'
          /** exactly this country, as it was entered */
          country?: string
          /** what to sort by; with `-` in front from the last to the first */
          sort?: 'name' | '-name' | 'createdAt' | '-createdAt'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, SupplierPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Add a supplier, with contacts if you like. Needs the permission `suppliers:write`. */
    $post(
      input: { json: CreateSupplier },
      options?: CallOptions,
    ): Promise<Answer<201, Supplier> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    ':id': {
      /** Read a supplier. Needs the permission `suppliers:read`. */
      $get(
        input: {
          param: {
            /** supplier id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Supplier> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a supplier. Needs the permission `suppliers:write`. */
      $patch(
        input: {
          param: {
            /** supplier id */
            id: string
          }
          json: UpdateSupplier
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Supplier> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Remove a supplier that no product names. Needs the permission `suppliers:write`. */
      $delete(
        input: {
          param: {
            /** supplier id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 429 | 500 | 503>>
      'lead-times': {
        /** How long the orders of a supplier really took. Needs the permission `orders:read`. */
        $get(
          input: {
            param: {
              /** supplier id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, LeadTimes> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      }
      contacts: {
        /** List the contacts of a supplier. Needs the permission `suppliers:read`. */
        $get(
          input: {
            param: {
              /** supplier id */
              id: string
            }
            query?: {
              /** how many items, 1 to 100 */
              limit?: number | string
              /** `nextCursor` of the page before */
              cursor?: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, ContactPage> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>>
        /** Add a contact to a supplier. Needs the permission `suppliers:write`. */
        $post(
          input: {
            param: {
              /** supplier id */
              id: string
            }
            json: CreateContact
          },
          options?: CallOptions,
        ): Promise<
          Answer<201, Contact> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
        ':contactId': {
          /** Read a contact. Needs the permission `suppliers:read`. */
          $get(
            input: {
              param: {
                /** supplier id */
                id: string
                /** contact id */
                contactId: string
              }
            },
            options?: CallOptions,
          ): Promise<Answer<200, Contact> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
          /** Change a contact. Needs the permission `suppliers:write`. */
          $patch(
            input: {
              param: {
                /** supplier id */
                id: string
                /** contact id */
                contactId: string
              }
              json: UpdateContact
            },
            options?: CallOptions,
          ): Promise<
            | Answer<200, Contact>
            | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
          >
          /** Remove a contact. Needs the permission `suppliers:write`. */
          $delete(
            input: {
              param: {
                /** supplier id */
                id: string
                /** contact id */
                contactId: string
              }
            },
            options?: CallOptions,
          ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
        }
      }
    }
  }
  categories: {
    /** List categories. Needs the permission `products:read`. */
    $get(
      input?: {
        query?: {
          /** part of the name */
          q?: string
          /** the children of a category; `none` for the first level */
          parentId?: 'none' | string
          /** what to sort by; with `-` in front from the last to the first */
          sort?: 'name' | '-name'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, CategoryPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Add a category. Needs the permission `products:write`. */
    $post(
      input: { json: CreateCategory },
      options?: CallOptions,
    ): Promise<Answer<201, Category> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    ':id': {
      /** Read a category. Needs the permission `products:read`. */
      $get(
        input: {
          param: {
            /** category id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Category> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a category. Needs the permission `products:write`. */
      $patch(
        input: {
          param: {
            /** category id */
            id: string
          }
          json: UpdateCategory
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Category> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Remove a category that nothing names. Needs the permission `products:write`. */
      $delete(
        input: {
          param: {
            /** category id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 429 | 500 | 503>>
    }
  }
  locations: {
    /** List locations. Needs the permission `locations:read`. */
    $get(
      input?: {
        query?: {
          /** part of the name */
          q?: string
          /** only active locations, or only the others */
          active?: boolean | 'true' | 'false'
          /** what to sort by; with `-` in front from the last to the first */
          sort?: 'name' | '-name'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, LocationPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Add a location. Needs the permission `locations:write`. */
    $post(
      input: { json: CreateLocation },
      options?: CallOptions,
    ): Promise<Answer<201, Location> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    ':id': {
      /** Read a location. Needs the permission `locations:read`. */
      $get(
        input: {
          param: {
            /** location id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Location> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a location. Needs the permission `locations:write`. */
      $patch(
        input: {
          param: {
            /** location id */
            id: string
          }
          json: UpdateLocation
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Location> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Remove a location that stock was never at. Needs the permission `locations:write`. */
      $delete(
        input: {
          param: {
            /** location id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 429 | 500 | 503>>
    }
  }
  inventory: {
    sale: {
      /** Sell a product. Needs the permission `inventory:write`. */
      $post(
        input: { json: Sale },
        options?: CallOptions,
      ): Promise<
        | Answer<201, MovementAndLevel>
        | Refusal<400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    'bulk-sale': {
      /** Sell up to 1,000 lines, all or none. Needs the permission `inventory:write`. */
      $post(
        input: { json: BulkSale },
        options?: CallOptions,
      ): Promise<
        Answer<201, Movements> | Refusal<400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    return: {
      /** Take goods back from a customer. Needs the permission `inventory:write`. */
      $post(
        input: { json: Return },
        options?: CallOptions,
      ): Promise<
        | Answer<201, MovementAndLevel>
        | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    adjust: {
      /** Set right what is on hand. Needs the permission `inventory:adjust`. */
      $post(
        input: { json: Adjustment },
        options?: CallOptions,
      ): Promise<
        | Answer<201, MovementAndLevel>
        | Refusal<400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    transfer: {
      /** Move goods from one location to another. Needs the permission `inventory:write`. */
      $post(
        input: { json: Transfer },
        options?: CallOptions,
      ): Promise<
        Answer<201, Movements> | Refusal<400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
    movements: {
      /** List stock movements, newest first. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** how many items, 1 to 100 */
            limit?: number | string
            /** `nextCursor` of the page before */
            cursor?: string
            /** product id, e.g. `prd_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            productId?: string
            /** location id, e.g. `loc_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            locationId?: string
            /** order id, e.g. `ord_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            orderId?: string
            /** only movements of this kind */
            kind?:
              | 'receipt'
              | 'sale'
              | 'return'
              | 'transfer_in'
              | 'transfer_out'
              | 'adjustment'
              | 'count'
              | 'reversal'
            /** first instant or day, included, e.g. `2026-11-20` */
            from?: string
            /** last instant or day, included, e.g. `2026-11-20` */
            to?: string
          }
        },
        options?: CallOptions,
      ): Promise<
        | Answer<
            200,
            {
              items: ListedMovement[]
              nextCursor: string | null
            }
          >
        | Refusal<401 | 403 | 422 | 429 | 500 | 503>
      >
      ':id': {
        /** Read a movement. Needs the permission `inventory:read`. */
        $get(
          input: {
            param: {
              /** movement id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Movement> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
        reverse: {
          /** Undo a movement by a counter-movement at its cost and location. Needs the permission `inventory:write`. */
          $post(
            input: {
              param: {
                /** movement id */
                id: string
              }
              json: Reversal
            },
            options?: CallOptions,
          ): Promise<
            | Answer<201, Movements>
            | Refusal<400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
          >
        }
      }
    }
    verify: {
      /** Prove that every level is the sum of its movements. Needs the permission `inventory:read`. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, InventoryVerification> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
    reservations: {
      /** List reservations, newest first. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** only reservations in this state */
            state?: 'open' | 'released' | 'sold'
            /** only reservations of this product, e.g. `prd_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            productId?: string
            /** only reservations at this location, e.g. `loc_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            locationId?: string
            /** how many items, 1 to 100 */
            limit?: number | string
            /** `nextCursor` of the page before */
            cursor?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, ReservationPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
      /** Set available stock aside. Needs the permission `inventory:write`. */
      $post(
        input: { json: CreateReservation },
        options?: CallOptions,
      ): Promise<
        | Answer<201, Reservation>
        | Refusal<400 | 401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      ':id': {
        /** Read a reservation. Needs the permission `inventory:read`. */
        $get(
          input: {
            param: {
              /** reservation id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Reservation> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
        release: {
          /** Give reserved stock back to what is available. Needs the permission `inventory:write`. */
          $post(
            input: {
              param: {
                /** reservation id */
                id: string
              }
            },
            options?: CallOptions,
          ): Promise<
            Answer<200, Reservation> | Refusal<401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503>
          >
        }
        sell: {
          /** Sell what was reserved. Needs the permission `inventory:write`. */
          $post(
            input: {
              param: {
                /** reservation id */
                id: string
              }
              json: SellReservation
            },
            options?: CallOptions,
          ): Promise<
            | Answer<201, SoldReservation>
            | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
          >
        }
      }
    }
    counts: {
      /** List counts, newest first. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** only counts in this state */
            state?: 'open' | 'posted' | 'cancelled'
            /** only counts of this location, e.g. `loc_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            locationId?: string
            /** how many items, 1 to 100 */
            limit?: number | string
            /** `nextCursor` of the page before */
            cursor?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, CountPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
      /** Begin a count, freezing what is expected. Needs the permission `inventory:adjust`. */
      $post(
        input: { json: BeginCount },
        options?: CallOptions,
      ): Promise<Answer<201, Count> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
      ':id': {
        /** Read a count with its lines. Needs the permission `inventory:read`. */
        $get(
          input: {
            param: {
              /** count id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Count> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
        lines: {
          /** List the lines of a count by name. Needs the permission `inventory:read`. */
          $get(
            input: {
              param: {
                /** count id */
                id: string
              }
              query?: {
                /** `different` is empty for those from whom a blind count hides what is expected */
                only?: 'counted' | 'uncounted' | 'different'
                /** how many items, 1 to 100 */
                limit?: number | string
                /** `nextCursor` of the page before */
                cursor?: string
              }
            },
            options?: CallOptions,
          ): Promise<Answer<200, CountLinePage> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>>
          /** Write down what was counted. Needs the permission `inventory:write`. */
          $patch(
            input: {
              param: {
                /** count id */
                id: string
              }
              json: RecordCount
            },
            options?: CallOptions,
          ): Promise<
            Answer<200, Count> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
          >
        }
        post: {
          /** Set the stock right by what was counted. Needs the permission `inventory:adjust`. */
          $post(
            input: {
              param: {
                /** count id */
                id: string
              }
              json: PostCount
            },
            options?: CallOptions,
          ): Promise<
            | Answer<200, Count>
            | Refusal<400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
          >
        }
        cancel: {
          /** End a count without changing the stock. Needs the permission `inventory:adjust`. */
          $post(
            input: {
              param: {
                /** count id */
                id: string
              }
              json: CancelCount
            },
            options?: CallOptions,
          ): Promise<
            Answer<200, Count> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
          >
        }
      }
    }
    revaluations: {
      /** List revaluations, newest first. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** only revaluations of this product, e.g. `prd_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            productId?: string
            /** how many items, 1 to 100 */
            limit?: number | string
            /** `nextCursor` of the page before */
            cursor?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, RevaluationPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
      /** Change what stock is worth, e.g. by a late freight bill. Needs the permission `inventory:adjust`. */
      $post(
        input: { json: CreateRevaluation },
        options?: CallOptions,
      ): Promise<
        Answer<201, Revaluation> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      ':id': {
        /** Read a revaluation. Needs the permission `inventory:read`. */
        $get(
          input: {
            param: {
              /** revaluation id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Revaluation> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      }
    }
    /** List and search the stock of products. Needs the permission `inventory:read`. */
    $get(
      input?: {
        query?: {
          /** words; each must begin a word of the name, the SKU or the barcode */
          q?: string
          /** only products of this stock status over all locations */
          status?: 'out' | 'low' | 'ok' | 'over'
          /** quantities and value of this location, only products that have or had stock there, e.g. `loc_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          locationId?: string
          /** only products of this supplier, e.g. `sup_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          supplierId?: string
          /** only products of this category itself, e.g. `cat_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          categoryId?: string
          /** what to sort by; with `-` in front from the last to the first */
          sort?: 'name' | '-name' | 'sku' | '-sku'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, InventoryPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    status: {
      /** Count products by stock status, and value the stock. Needs the permission `inventory:read`. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, InventoryStatus> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
    ':productId': {
      /** Read the stock of a product, in all and by location. Needs the permission `inventory:read`. */
      $get(
        input: {
          param: {
            /** product id */
            productId: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, ProductInventory> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
    }
    receive: {
      /** Receive goods of an order. Needs the permission `orders:receive`. */
      $post(
        input: { json: Receive },
        options?: CallOptions,
      ): Promise<
        Answer<201, Received> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
  }
  reports: {
    sales: {
      /** What was sold on each day, for how much, and what it had cost. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** the first day; default: 30 days with the last one, at most 366, e.g. `2026-11-20` */
            from?: string
            /** the last day; default, and at most: today, e.g. `2026-11-20` */
            to?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, SalesReport> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    }
    'stock-value': {
      /** What all stock was worth at the end of each day. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** the first day; default: 30 days with the last one, at most 366, e.g. `2026-11-20` */
            from?: string
            /** the last day; default, and at most: today, e.g. `2026-11-20` */
            to?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, StockValueReport> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    }
  }
  payments: {
    /** List payments, what is due first at the top. Needs the permission `payments:read`. */
    $get(
      input?: {
        query?: {
          /** order id, e.g. `ord_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          orderId?: string
          /** supplier id, e.g. `sup_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          supplierId?: string
          /** only those with this status */
          status?: 'planned' | 'approved' | 'sent' | 'paid' | 'failed' | 'cancelled' | 'refunded'
          /** only those of this type */
          type?:
            | 'deposit'
            | 'progress'
            | 'balance'
            | 'full'
            | 'freight'
            | 'duty_tax'
            | 'fee'
            | 'other'
            | 'refund'
            | 'credit'
          /** only those in this currency, e.g. `EUR` */
          currency?: string
          /** only what is overdue, or only the others */
          overdue?: boolean | 'true' | 'false'
          /** due on this day or later, e.g. `2026-11-20` */
          dueFrom?: string
          /** due on this day or earlier, e.g. `2026-11-20` */
          dueTo?: string
          /** what to sort by; with `-` in front from the last to the first; what has no due date comes after every day */
          sort?: 'dueOn' | '-dueOn' | 'createdAt' | '-createdAt'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, PaymentPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Record a payment, planned or made, a refund or a credit note. Needs the permission `payments:write`. */
    $post(
      input: { json: CreatePayment },
      options?: CallOptions,
    ): Promise<Answer<201, Payment> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    summary: {
      /** What was paid and is owed, by currency, month and supplier. Needs the permission `payments:read`. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, PaymentSummary> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
    ':id': {
      /** Read a payment. Needs the permission `payments:read`. */
      $get(
        input: {
          param: {
            /** payment id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Payment> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a payment that is not made yet. Needs the permission `payments:write`. */
      $patch(
        input: {
          param: {
            /** payment id */
            id: string
          }
          json: UpdatePayment
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Payment> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Remove a payment whose money was not sent. Needs the permission `payments:write`. */
      $delete(
        input: {
          param: {
            /** payment id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<
        Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503>
      >
      status: {
        /** Move a payment to another status. Needs the permission `payments:write`. */
        $post(
          input: {
            param: {
              /** payment id */
              id: string
            }
            json: ChangePaymentStatus
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Payment> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
    }
  }
  orders: {
    /** List purchase orders, without their lines. Needs the permission `orders:read`. */
    $get(
      input?: {
        query?: {
          /** part of the number or of the supplier's reference */
          q?: string
          /** only orders in this stage */
          stage?:
            | 'draft'
            | 'pending_approval'
            | 'approved'
            | 'ordered'
            | 'confirmed'
            | 'in_production'
            | 'shipped'
            | 'customs'
            | 'received'
            | 'completed'
            | 'cancelled'
          /** only orders from this supplier, e.g. `sup_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          supplierId?: string
          /** only orders with this product, e.g. `prd_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          productId?: string
          /** only those on hold, or only the others */
          onHold?: boolean | 'true' | 'false'
          /** only those that are late, or only the others */
          late?: boolean | 'true' | 'false'
          /** how much of it came */
          receiptStatus?: 'none' | 'partial' | 'full'
          /** what to sort by; with `-` in front from the last to the first; `dueOn` is the promised day, else the expected one */
          sort?: 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt' | 'dueOn' | '-dueOn'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, OrderPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Begin a purchase order as a draft, with the next number. Needs the permission `orders:write`. */
    $post(
      input: { json: CreateOrder },
      options?: CallOptions,
    ): Promise<Answer<201, Order> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
    stages: {
      /** List the stages of an order, what each takes, and the orders in it added up. Needs the permission `orders:read`. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, OrderStages> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
    ':id': {
      /** Read a purchase order with its lines. Needs the permission `orders:read`. */
      $get(
        input: {
          param: {
            /** order id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Order> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change an order: a draft freely, a later one by amendments. Needs the permission `orders:write`. */
      $patch(
        input: {
          param: {
            /** order id */
            id: string
          }
          json: UpdateOrder
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Order> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Remove a draft; its number is not given again. Needs the permission `orders:write`. */
      $delete(
        input: {
          param: {
            /** order id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<
        Answer<204, undefined> | Refusal<401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503>
      >
      advance: {
        /** Move an order one stage on; `orders:approve` and `orders:complete` where the stage takes them. Needs the permission `orders:write`. */
        $post(
          input: {
            param: {
              /** order id */
              id: string
            }
            json: AdvanceOrder
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Order> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      send: {
        /** Mail an order with its document to the supplier. Needs the permission `orders:write`. */
        $post(
          input: {
            param: {
              /** order id */
              id: string
            }
            json: SendOrder
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Order> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      transition: {
        /** Move an order to a later stage, over those that do not apply, or one step back with a reason. Needs the permission `orders:write`. */
        $post(
          input: {
            param: {
              /** order id */
              id: string
            }
            json: TransitionOrder
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Order> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      cancel: {
        /** Give an order up of which nothing was received. Needs the permission `orders:write`. */
        $post(
          input: {
            param: {
              /** order id */
              id: string
            }
            json: CancelOrder
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Order> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      hold: {
        /** Put an order on hold, or release it with `onHold: false`. Needs the permission `orders:write`. */
        $post(
          input: {
            param: {
              /** order id */
              id: string
            }
            json: HoldOrder
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Order> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      lines: {
        ':lineId': {
          'cancel-remaining': {
            /** Give up what is still to come of a line, or a part of it. Needs the permission `orders:write`. */
            $post(
              input: {
                param: {
                  /** order id */
                  id: string
                  /** order line id */
                  lineId: string
                }
                json: CancelRemaining
              },
              options?: CallOptions,
            ): Promise<
              | Answer<200, Order>
              | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
            >
          }
        }
      }
      history: {
        /** List what happened to an order, oldest first. Needs the permission `orders:read`. */
        $get(
          input: {
            param: {
              /** order id */
              id: string
            }
            query?: {
              /** how many items, 1 to 100 */
              limit?: number | string
              /** `nextCursor` of the page before */
              cursor?: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, OrderHistoryPage> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>>
      }
      receipts: {
        /** List what was received of an order. Needs the permission `orders:read`. */
        $get(
          input: {
            param: {
              /** order id */
              id: string
            }
            query?: {
              /** how many items, 1 to 100 */
              limit?: number | string
              /** `nextCursor` of the page before */
              cursor?: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, GoodsReceiptPage> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>>
      }
      document: {
        /** The order as a page or a PDF for the supplier. Needs the permission `orders:read`. */
        $get(
          input: {
            param: {
              /** order id */
              id: string
            }
            query?: {
              /** a page to print, or a PDF */
              format?: 'html' | 'pdf'
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Download> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>>
      }
    }
    suggest: {
      /** Draft orders of what is at or below its reorder point. Needs the permission `orders:write`. */
      $post(
        input: { json: SuggestOrders },
        options?: CallOptions,
      ): Promise<
        Answer<200, Suggestions> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
    }
  }
  settings: {
    /** Read the settings of the company. Needs the permission `settings:read`. */
    $get(
      input?: NoInput,
      options?: CallOptions,
    ): Promise<Answer<200, Settings> | Refusal<401 | 403 | 429 | 500 | 503>>
    /** Change the settings of the company. Needs the permission `settings:write`. */
    $patch(
      input: { json: UpdateSettings },
      options?: CallOptions,
    ): Promise<Answer<200, Settings> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>>
  }
  monitor: {
    run: {
      /** Compute when products run out, and open, resolve and mail alerts, now. Needs the permission `monitor:run`. */
      $post(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, MonitorRun> | Refusal<401 | 403 | 413 | 429 | 500 | 503>>
    }
    forecast: {
      /** List when products run out, the first ones first, as of the last run of the monitor. Needs the permission `inventory:read`. */
      $get(
        input?: {
          query?: {
            /** product id, e.g. `prd_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            productId?: string
            /** only products of this supplier, e.g. `sup_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
            supplierId?: string
            /** only what runs out within so many days, e.g. `14` */
            withinDays?: number | string
            /** how many items, 1 to 100 */
            limit?: number | string
            /** `nextCursor` of the page before */
            cursor?: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, ForecastPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    }
  }
  alerts: {
    /** List alerts, newest or worst first. Needs the permission `alerts:read`. */
    $get(
      input?: {
        query?: {
          /** only alerts in this state */
          state?: 'open' | 'acknowledged' | 'snoozed' | 'resolved'
          /** only alerts of this kind */
          kind?: 'stockout' | 'low_stock' | 'out_of_stock' | 'over_stock' | 'late_order'
          /** product id, e.g. `prd_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          productId?: string
          /** the newest first, or the worst first and the newest of those */
          sort?: '-openedAt' | '-severity'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, AlertPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    counts: {
      /** How many alerts there are in each state. Needs the permission `alerts:read`. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, AlertCounts> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
    ':id': {
      acknowledge: {
        /** Say that somebody sees to an alert. Needs the permission `alerts:write`. */
        $post(
          input: {
            param: {
              /** alert id */
              id: string
            }
            json: AcknowledgeAlert
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Alert> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
      snooze: {
        /** Put an alert to sleep: it is not mailed until then. Needs the permission `alerts:write`. */
        $post(
          input: {
            param: {
              /** alert id */
              id: string
            }
            json: SnoozeAlert
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, Alert> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
        >
      }
    }
  }
  mails: {
    /** List the mails of the outbox, newest first. Needs the permission `mails:read`. */
    $get(
      input?: {
        query?: {
          /** only mails in this state */
          state?: 'queued' | 'sent' | 'failed'
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, MailPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    ':id': {
      retry: {
        /** Send a failed mail again. Needs the permission `mails:write`. */
        $post(
          input: {
            param: {
              /** mail id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<Answer<200, Mail> | Refusal<401 | 403 | 404 | 409 | 413 | 429 | 500 | 503>>
      }
    }
  }
  events: {
    /** Follow what happens, as server-sent events. Needs the permission `events:read`. */
    $get(
      input?: {
        query?: {
          /** types to be told of, separated by commas: `product.updated,order.*` */
          types?: string
          /** the id of the last event you have; the stream goes on behind it */
          lastEventId?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, Download> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
  }
  webhooks: {
    /** List the webhooks. Needs the permission `webhooks:read`. */
    $get(
      input?: {
        query?: {
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, WebhookPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    /** Add a webhook, told of what happens from now on. Needs the permission `webhooks:write`. */
    $post(
      input: { json: CreateWebhook },
      options?: CallOptions,
    ): Promise<
      Answer<201, WebhookWithSecret> | Refusal<401 | 403 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
    >
    ':id': {
      /** Read a webhook. Needs the permission `webhooks:read`. */
      $get(
        input: {
          param: {
            /** webhook id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<200, Webhook> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      /** Change a webhook, or turn it off and on. Needs the permission `webhooks:write`. */
      $patch(
        input: {
          param: {
            /** webhook id */
            id: string
          }
          json: UpdateWebhook
        },
        options?: CallOptions,
      ): Promise<
        Answer<200, Webhook> | Refusal<401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503>
      >
      /** Remove a webhook with the log of its deliveries. Needs the permission `webhooks:write`. */
      $delete(
        input: {
          param: {
            /** webhook id */
            id: string
          }
        },
        options?: CallOptions,
      ): Promise<Answer<204, undefined> | Refusal<401 | 403 | 404 | 429 | 500 | 503>>
      'rotate-secret': {
        /** Give a webhook a new secret. Needs the permission `webhooks:write`. */
        $post(
          input: {
            param: {
              /** webhook id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, WebhookWithSecret> | Refusal<401 | 403 | 404 | 413 | 429 | 500 | 503>
        >
      }
      test: {
        /** Send a webhook an event of type webhook.test. Needs the permission `webhooks:write`. */
        $post(
          input: {
            param: {
              /** webhook id */
              id: string
            }
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, WebhookDelivery> | Refusal<401 | 403 | 404 | 409 | 413 | 429 | 500 | 503>
        >
      }
      deliveries: {
        /** List what was sent to a webhook in the last 7 days, newest first. Needs the permission `webhooks:read`. */
        $get(
          input: {
            param: {
              /** webhook id */
              id: string
            }
            query?: {
              /** only deliveries in this state */
              state?: 'queued' | 'delivered' | 'failed'
              /** how many items, 1 to 100 */
              limit?: number | string
              /** `nextCursor` of the page before */
              cursor?: string
            }
          },
          options?: CallOptions,
        ): Promise<
          Answer<200, WebhookDeliveryPage> | Refusal<401 | 403 | 404 | 422 | 429 | 500 | 503>
        >
        ':deliveryId': {
          replay: {
            /** Send an event to a webhook once more. Needs the permission `webhooks:write`. */
            $post(
              input: {
                param: {
                  /** webhook id */
                  id: string
                  /** delivery id */
                  deliveryId: string
                }
              },
              options?: CallOptions,
            ): Promise<
              Answer<200, WebhookDelivery> | Refusal<401 | 403 | 404 | 409 | 413 | 429 | 500 | 503>
            >
          }
        }
      }
    }
  }
  backup: {
    /** Download a copy of the whole database. Needs the permission `backup:read`. */
    $get(
      input?: NoInput,
      options?: CallOptions,
    ): Promise<Answer<200, Download> | Refusal<401 | 403 | 409 | 429 | 500 | 503>>
  }
  audit: {
    /** List who changed what, newest first. Needs the permission `audit:read`. */
    $get(
      input?: {
        query?: {
          /** kind of record, e.g. `supplier` */
          entity?: string
          /** id of one record, with or without `entity` */
          entityId?: string
          /** e.g. `CREATE`, `UPDATE`, `DELETE` */
          action?: string
          /** only what this person, or a token of theirs, did, e.g. `usr_01JB2QK3V5X7Z9B1D3F5H7J9M1` */
          actorId?: string
          /** first instant or day, included, e.g. `2026-11-20` */
          from?: string
          /** last instant or day, included, e.g. `2026-11-20` */
          to?: string
          /** how many items, 1 to 100 */
          limit?: number | string
          /** `nextCursor` of the page before */
          cursor?: string
        }
      },
      options?: CallOptions,
    ): Promise<Answer<200, AuditPage> | Refusal<401 | 403 | 422 | 429 | 500 | 503>>
    verify: {
      /** Prove that the sealed audit log was not changed, or name the first row that was. Needs the permission `audit:read`. */
      $get(
        input?: NoInput,
        options?: CallOptions,
      ): Promise<Answer<200, AuditVerification> | Refusal<401 | 403 | 429 | 500 | 503>>
    }
  }
}
