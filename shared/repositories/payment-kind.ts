import { sql } from 'kysely'
import type { PaymentType } from '../domain/payments/payments.ts'

/**
 * What kind of money a payment `own` is about: a refund is of the kind of the `original` that it takes
 * back, and of the goods when it names none.
 */
export const kindOfMoney = sql<PaymentType>`coalesce(original.type, case own.type when 'refund' then 'full' else own.type end)`
