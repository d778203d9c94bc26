import type { Migration } from 'kysely/migration'
import * as foundation from './001-foundation.ts'
import * as catalogue from './002-catalogue.ts'
import * as stock from './003-stock.ts'
import * as orders from './004-orders.ts'
import * as payments from './005-payments.ts'
import * as monitor from './006-monitor.ts'
import * as events from './007-events.ts'
import * as orderMails from './008-order-mails.ts'

/** Every migration in order. Frozen once released: a change is a new file. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-foundation': foundation,
  '002-catalogue': catalogue,
  '003-stock': stock,
  '004-orders': orders,
  '005-payments': payments,
  '006-monitor': monitor,
  '007-events': events,
  '008-order-mails': orderMails,
}
