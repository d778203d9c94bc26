import type { Permission } from '../permissions.ts'
import type { PaymentTrigger } from '../payments/payments.ts'
import { type OrderStage, pipeline, type PipelineStage } from './stages.ts'

/** What is recorded when an order moves into a stage, beside the note and the instant. */
export const recordedFields = [
  'exchangeRate',
  'sentAt',
  'supplierReference',
  'promisedOn',
  'readyOn',
  'carrier',
  'tracking',
  'etaOn',
  'arrivedOn',
  'customsEntry',
  'duty',
  'closingNote',
  'waiveUnpaid',
] as const
export type RecordedField = (typeof recordedFields)[number]

/** What must hold before an order moves into a stage. */
export type Gate = 'lines' | 'approval' | 'rate' | 'deposit' | 'balance' | 'receipts' | 'paid'

interface StageRule {
  /** Who may move an order into it; the gate `approval` knows when nobody needs to. */
  permission: Permission
  gates: readonly Gate[]
  records: readonly RecordedField[]
  /** What payments wait for that happens here. */
  trigger: PaymentTrigger | null
  /** What it means, for people. */
  meaning: string
}

const buyer = 'orders:write'

/** The one table of what each stage asks for and records. */
export const stageRules: Readonly<Record<PipelineStage, StageRule>> = {
  draft: {
    permission: buyer,
    gates: [],
    records: [],
    trigger: null,
    meaning: 'being written: lines can be changed freely',
  },
  pending_approval: {
    permission: buyer,
    gates: ['lines'],
    records: [],
    trigger: null,
    meaning: 'waits for an approval',
  },
  approved: {
    permission: 'orders:approve',
    gates: ['approval'],
    records: [],
    trigger: null,
    meaning: 'may be sent to the supplier',
  },
  ordered: {
    permission: buyer,
    gates: ['rate'],
    records: ['exchangeRate', 'sentAt'],
    trigger: 'order',
    meaning: 'sent to the supplier',
  },
  confirmed: {
    permission: buyer,
    gates: [],
    records: ['supplierReference', 'promisedOn'],
    trigger: 'confirmation',
    meaning: 'the supplier has accepted it',
  },
  in_production: {
    permission: buyer,
    gates: ['deposit'],
    records: ['readyOn'],
    trigger: null,
    meaning: 'the supplier is making it',
  },
  shipped: {
    permission: buyer,
    gates: ['balance'],
    records: ['carrier', 'tracking', 'etaOn'],
    trigger: 'shipment',
    meaning: 'on its way',
  },
  customs: {
    permission: buyer,
    gates: [],
    records: ['arrivedOn', 'customsEntry', 'duty'],
    trigger: 'arrival',
    meaning: 'arrived in the country, being cleared',
  },
  received: {
    permission: buyer,
    gates: ['receipts'],
    records: [],
    trigger: 'receipt',
    meaning: 'everything that will come has come',
  },
  completed: {
    permission: 'orders:complete',
    gates: ['paid'],
    records: ['closingNote', 'waiveUnpaid'],
    trigger: null,
    meaning: 'received and paid: nothing is left to do',
  },
}

/** The given fields that none of the stages records. */
export function misplacedFields(
  given: readonly RecordedField[],
  stages: readonly PipelineStage[],
): RecordedField[] {
  const recorded = new Set(stages.flatMap((stage) => stageRules[stage].records))
  return given.filter((field) => !recorded.has(field))
}

/** The stage that records a field. */
export function stageRecording(field: RecordedField): PipelineStage | undefined {
  return pipeline.find((stage) => stageRules[stage].records.includes(field))
}

/** What of an order can be edited, and up to which stage, that one included. */
export const editableUntil = {
  supplierId: 'draft',
  currency: 'draft',
  terms: 'ordered',
  exchangeRate: 'customs',
  lines: 'customs',
  tax: 'customs',
  shipping: 'customs',
  other: 'customs',
  expectedOn: 'received',
  promisedOn: 'received',
  readyOn: 'received',
  etaOn: 'received',
  arrivedOn: 'received',
  supplierReference: 'received',
  carrier: 'received',
  tracking: 'received',
  customsEntry: 'received',
  duty: 'received',
  notes: 'completed',
} as const satisfies Record<string, PipelineStage>
export type EditableField = keyof typeof editableUntil

/** The fields that cannot be edited any more in a stage. */
export function lockedFields(stage: OrderStage, fields: readonly EditableField[]): EditableField[] {
  const order: readonly OrderStage[] = pipeline
  const place = order.indexOf(stage)
  return fields.filter((field) => place < 0 || place > order.indexOf(editableUntil[field]))
}
