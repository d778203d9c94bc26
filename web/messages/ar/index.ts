import common from './common.json'
import shell from './shell.json'
import auth from './auth.json'
import today from './today.json'
import products from './products.json'
import stock from './stock.json'
import stockActions from './stock-actions.json'
import till from './till.json'
import offline from './offline.json'
import scan from './scan.json'
import receive from './receive.json'
import orders from './orders.json'
import payments from './payments.json'
import suppliers from './suppliers.json'
import alerts from './alerts.json'
import audit from './audit.json'
import outbox from './outbox.json'
import settings from './settings.json'
import imports from './import.json'
import reports from './reports.json'

/** Every text of the pages in this language, by the part that shows it. */
export const messages = {
  common,
  shell,
  auth,
  today,
  products,
  stock,
  stockActions,
  till,
  offline,
  scan,
  receive,
  orders,
  payments,
  suppliers,
  alerts,
  audit,
  outbox,
  settings,
  imports,
  reports,
}
