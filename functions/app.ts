import { endpoint } from '#shared/http/endpoint.ts'
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
import refresh from './auth/refresh.ts'
import endSession from './auth/sessions/delete.ts'
import listSessions from './auth/sessions/list.ts'
import isSetupNeeded from './auth/setup-needed.ts'
import setUp from './auth/setup.ts'
import createCategory from './categories/create.ts'
import deleteCategory from './categories/delete.ts'
import getCategory from './categories/get.ts'
import listCategories from './categories/list.ts'
import updateCategory from './categories/update.ts'
import createLocation from './locations/create.ts'
import deleteLocation from './locations/delete.ts'
import getLocation from './locations/get.ts'
import listLocations from './locations/list.ts'
import updateLocation from './locations/update.ts'
import listMails from './mails/list.ts'
import retryMail from './mails/retry.ts'
import createProduct from './products/create.ts'
import deleteProduct from './products/delete.ts'
import exportProducts from './products/export.ts'
import getProduct from './products/get.ts'
import importProducts from './products/import.ts'
import listProducts from './products/list.ts'
import listPriceHistory from './products/price-history.ts'
import restoreProduct from './products/restore.ts'
import updateProduct from './products/update.ts'
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

  .route('/', getSettings)
  .route('/', updateSettings)

  .route('/', listMails)
  .route('/', retryMail)

  .route('/', listAudit)
  .route('/', verifyAudit)

export type AppType = typeof app
