import { endpoint } from '#shared/http/endpoint.ts'
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

/** Every endpoint, as the Node server bundles them; paths are below `/api`. */
export const app = endpoint()
  .route('/', health)
  .route('/', ready)

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

export type AppType = typeof app
