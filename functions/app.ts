import { endpoint } from '#shared/http/endpoint.ts'
import acknowledgeAlert from './alerts/acknowledge.ts'
import countAlerts from './alerts/counts.ts'
import listAlerts from './alerts/list.ts'
import snoozeAlert from './alerts/snooze.ts'
import listAudit from './audit/list.ts'
import verifyAudit from './audit/verify.ts'
import login from './auth/login.ts'
import logout from './auth/logout.ts'
import me from './auth/me.ts'
import answerMfaChallenge from './auth/mfa/challenge.ts'
import disableMfa from './auth/mfa/disable.ts'
import beginMfa from './auth/mfa/setup.ts'
import enableMfa from './auth/mfa/verify.ts'
import changePassword from './auth/password/change.ts'
import forgotPassword from './auth/password/forgot.ts'
import resetPassword from './auth/password/reset.ts'
import deletePreference from './auth/preferences/delete.ts'
import listPreferences from './auth/preferences/list.ts'
import putPreference from './auth/preferences/put.ts'
import refresh from './auth/refresh.ts'
import endSession from './auth/sessions/delete.ts'
import listSessions from './auth/sessions/list.ts'
import isSetupNeeded from './auth/setup-needed.ts'
import setUp from './auth/setup.ts'
import downloadBackup from './backup/download.ts'
import createCategory from './categories/create.ts'
import deleteCategory from './categories/delete.ts'
import getCategory from './categories/get.ts'
import listCategories from './categories/list.ts'
import updateCategory from './categories/update.ts'
import adjustStock from './inventory/adjust.ts'
import sellAll from './inventory/bulk-sale.ts'
import cancelCount from './inventory/counts/cancel.ts'
import beginCount from './inventory/counts/create.ts'
import getCount from './inventory/counts/get.ts'
import listCountLines from './inventory/counts/list-lines.ts'
import listCounts from './inventory/counts/list.ts'
import postCount from './inventory/counts/post.ts'
import recordCount from './inventory/counts/record.ts'
import getInventory from './inventory/get.ts'
import getMovement from './inventory/get-movement.ts'
import listMovements from './inventory/list-movements.ts'
import listInventory from './inventory/list.ts'
import receiveGoods from './inventory/receive.ts'
import createReservation from './inventory/reservations/create.ts'
import getReservation from './inventory/reservations/get.ts'
import listReservations from './inventory/reservations/list.ts'
import releaseReservation from './inventory/reservations/release.ts'
import sellReservation from './inventory/reservations/sell.ts'
import takeBack from './inventory/return.ts'
import createRevaluation from './inventory/revaluations/create.ts'
import getRevaluation from './inventory/revaluations/get.ts'
import listRevaluations from './inventory/revaluations/list.ts'
import reverseMovement from './inventory/reverse.ts'
import sell from './inventory/sale.ts'
import getInventoryStatus from './inventory/status.ts'
import transferStock from './inventory/transfer.ts'
import verifyInventory from './inventory/verify.ts'
import streamEvents from './events/stream.ts'
import createLocation from './locations/create.ts'
import deleteLocation from './locations/delete.ts'
import getLocation from './locations/get.ts'
import listLocations from './locations/list.ts'
import updateLocation from './locations/update.ts'
import listMails from './mails/list.ts'
import retryMail from './mails/retry.ts'
import listForecasts from './monitor/forecast.ts'
import runMonitor from './monitor/run.ts'
import changePaymentStatus from './payments/change-status.ts'
import createPayment from './payments/create.ts'
import deletePayment from './payments/delete.ts'
import getPayment from './payments/get.ts'
import listPayments from './payments/list.ts'
import summarizePayments from './payments/summary.ts'
import updatePayment from './payments/update.ts'
import advanceOrder from './orders/advance.ts'
import cancelOrder from './orders/cancel.ts'
import cancelRemaining from './orders/cancel-remaining.ts'
import createOrder from './orders/create.ts'
import deleteOrder from './orders/delete.ts'
import getOrderDocument from './orders/document.ts'
import getOrder from './orders/get.ts'
import listOrderHistory from './orders/history.ts'
import holdOrder from './orders/hold.ts'
import listOrders from './orders/list.ts'
import listReceipts from './orders/receipts.ts'
import sendOrder from './orders/send.ts'
import listOrderStages from './orders/stages.ts'
import suggestOrders from './orders/suggest.ts'
import transitionOrder from './orders/transition.ts'
import updateOrder from './orders/update.ts'
import createProduct from './products/create.ts'
import deleteProduct from './products/delete.ts'
import exportProducts from './products/export.ts'
import getProduct from './products/get.ts'
import importProducts from './products/import.ts'
import listProducts from './products/list.ts'
import listPriceHistory from './products/price-history.ts'
import restoreProduct from './products/restore.ts'
import updateProduct from './products/update.ts'
import reportSales from './reports/sales.ts'
import reportStockValue from './reports/stock-value.ts'
import getSettings from './settings/get.ts'
import updateSettings from './settings/update.ts'
import createContact from './suppliers/contacts/create.ts'
import deleteContact from './suppliers/contacts/delete.ts'
import getContact from './suppliers/contacts/get.ts'
import listContacts from './suppliers/contacts/list.ts'
import updateContact from './suppliers/contacts/update.ts'
import createSupplier from './suppliers/create.ts'
import deleteSupplier from './suppliers/delete.ts'
import getSupplier from './suppliers/get.ts'
import getLeadTimes from './suppliers/lead-times.ts'
import listSuppliers from './suppliers/list.ts'
import updateSupplier from './suppliers/update.ts'
import health from './system/health.ts'
import ready from './system/ready.ts'
import createToken from './tokens/create.ts'
import revokeToken from './tokens/delete.ts'
import listTokens from './tokens/list.ts'
import createUser from './users/create.ts'
import deactivateUser from './users/delete.ts'
import getUser from './users/get.ts'
import listUsers from './users/list.ts'
import resetMfaOf from './users/reset-mfa.ts'
import updateUser from './users/update.ts'
import createWebhook from './webhooks/create.ts'
import deleteWebhook from './webhooks/delete.ts'
import listDeliveries from './webhooks/deliveries/list.ts'
import replayDelivery from './webhooks/deliveries/replay.ts'
import getWebhook from './webhooks/get.ts'
import listWebhooks from './webhooks/list.ts'
import rotateWebhookSecret from './webhooks/rotate-secret.ts'
import testWebhook from './webhooks/test.ts'
import updateWebhook from './webhooks/update.ts'

/** Every endpoint, as the Node server bundles them; paths are below `/api`. */
export const app = endpoint()
  .route('/', health)
  .route('/', ready)

  .route('/', isSetupNeeded)
  .route('/', setUp)
  .route('/', login)
  .route('/', refresh)
  .route('/', logout)
  .route('/', me)
  .route('/', beginMfa)
  .route('/', enableMfa)
  .route('/', answerMfaChallenge)
  .route('/', disableMfa)
  .route('/', changePassword)
  .route('/', forgotPassword)
  .route('/', resetPassword)
  .route('/', listSessions)
  .route('/', endSession)
  .route('/', listPreferences)
  .route('/', putPreference)
  .route('/', deletePreference)

  .route('/', listUsers)
  .route('/', createUser)
  .route('/', getUser)
  .route('/', updateUser)
  .route('/', deactivateUser)
  .route('/', resetMfaOf)
  .route('/', listTokens)
  .route('/', createToken)
  .route('/', revokeToken)

  .route('/', listProducts)
  .route('/', createProduct)
  .route('/', importProducts)
  .route('/', exportProducts)
  .route('/', getProduct)
  .route('/', updateProduct)
  .route('/', deleteProduct)
  .route('/', restoreProduct)
  .route('/', listPriceHistory)

  .route('/', listSuppliers)
  .route('/', createSupplier)
  .route('/', getSupplier)
  .route('/', updateSupplier)
  .route('/', deleteSupplier)
  .route('/', getLeadTimes)
  .route('/', listContacts)
  .route('/', createContact)
  .route('/', getContact)
  .route('/', updateContact)
  .route('/', deleteContact)

  .route('/', listCategories)
  .route('/', createCategory)
  .route('/', getCategory)
  .route('/', updateCategory)
  .route('/', deleteCategory)

  .route('/', listLocations)
  .route('/', createLocation)
  .route('/', getLocation)
  .route('/', updateLocation)
  .route('/', deleteLocation)

  // Paths with a name go before those with an id in the same place.
  .route('/', sell)
  .route('/', sellAll)
  .route('/', takeBack)
  .route('/', adjustStock)
  .route('/', transferStock)
  .route('/', listMovements)
  .route('/', getMovement)
  .route('/', reverseMovement)
  .route('/', verifyInventory)
  .route('/', listReservations)
  .route('/', createReservation)
  .route('/', getReservation)
  .route('/', releaseReservation)
  .route('/', sellReservation)
  .route('/', listCounts)
  .route('/', beginCount)
  .route('/', getCount)
  .route('/', listCountLines)
  .route('/', recordCount)
  .route('/', postCount)
  .route('/', cancelCount)
  .route('/', listRevaluations)
  .route('/', createRevaluation)
  .route('/', getRevaluation)
  .route('/', listInventory)
  .route('/', getInventoryStatus)
  .route('/', getInventory)
  .route('/', receiveGoods)

  .route('/', reportSales)
  .route('/', reportStockValue)

  .route('/', listPayments)
  .route('/', createPayment)
  .route('/', summarizePayments)
  .route('/', getPayment)
  .route('/', updatePayment)
  .route('/', deletePayment)
  .route('/', changePaymentStatus)

  .route('/', listOrders)
  .route('/', createOrder)
  .route('/', listOrderStages)
  .route('/', getOrder)
  .route('/', updateOrder)
  .route('/', deleteOrder)
  .route('/', advanceOrder)
  .route('/', sendOrder)
  .route('/', transitionOrder)
  .route('/', cancelOrder)
  .route('/', holdOrder)
  .route('/', cancelRemaining)
  .route('/', listOrderHistory)
  .route('/', suggestOrders)
  .route('/', listReceipts)
  .route('/', getOrderDocument)

  .route('/', getSettings)
  .route('/', updateSettings)

  .route('/', runMonitor)
  .route('/', listForecasts)
  .route('/', listAlerts)
  .route('/', countAlerts)
  .route('/', acknowledgeAlert)
  .route('/', snoozeAlert)

  .route('/', listMails)
  .route('/', retryMail)

  .route('/', streamEvents)
  .route('/', listWebhooks)
  .route('/', createWebhook)
  .route('/', getWebhook)
  .route('/', updateWebhook)
  .route('/', deleteWebhook)
  .route('/', rotateWebhookSecret)
  .route('/', testWebhook)
  .route('/', listDeliveries)
  .route('/', replayDelivery)

  .route('/', downloadBackup)

  .route('/', listAudit)
  .route('/', verifyAudit)

export type AppType = typeof app
