import * as z from 'zod'
import { supplierSorts } from '../domain/list-sorts.ts'
import {
  Currency,
  Days,
  EmailOrNull,
  id,
  Instant,
  optionalText,
  pageOf,
  pageQuery,
  QueryFlag,
  SearchText,
  sortHint,
  text,
  versioned,
} from './values.ts'

/** Every answer about a supplier holds all its contacts. */
export const MAX_CONTACTS = 50

const contactFields = {
  name: text(200),
  role: optionalText(100).optional(),
  email: EmailOrNull.optional(),
  phone: optionalText(50).optional(),
}

export const CreateContact = z.strictObject(contactFields).meta({
  id: 'CreateContact',
  example: { name: 'Ann Lee', role: 'sales', email: 'ann@acme.example' },
})
export type CreateContact = z.infer<typeof CreateContact>

export const UpdateContact = z
  .strictObject({ ...z.object(contactFields).partial().shape, ...versioned })
  .meta({ id: 'UpdateContact', example: { phone: '+49 30 123456', version: 1 } })
export type UpdateContact = z.infer<typeof UpdateContact>

export const Contact = z
  .object({
    id: id('contact'),
    supplierId: id('supplier'),
    name: z.string(),
    role: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof Contact>

export const ContactPage = pageOf(Contact).meta({ id: 'ContactPage' })

const supplierFields = {
  name: text(200),
  code: optionalText(64).optional().describe('your own short name for the supplier; unique'),
  email: EmailOrNull.optional(),
  phone: optionalText(50).optional(),
  address: optionalText(1000).optional(),
  country: optionalText(60).optional(),
  currency: Currency.nullable().optional(),
  leadTimeDays: Days.nullable().optional(),
  terms: optionalText(200)
    .optional()
    .describe('e.g. `30/70 before shipment`, `net 30 after receipt`'),
  notes: optionalText(5000).optional(),
  active: z.boolean().optional(),
}

export const CreateSupplier = z
  .strictObject({
    ...supplierFields,
    contacts: z.array(CreateContact).max(MAX_CONTACTS).optional(),
  })
  .meta({
    id: 'CreateSupplier',
    example: {
      name: 'Acme Trading',
      code: 'ACME',
      country: 'Germany',
      currency: 'EUR',
      leadTimeDays: 45,
      contacts: [{ name: 'Ann Lee', email: 'ann@acme.example' }],
    },
  })
export type CreateSupplier = z.infer<typeof CreateSupplier>

export const UpdateSupplier = z
  .strictObject({ ...z.object(supplierFields).partial().shape, ...versioned })
  .meta({ id: 'UpdateSupplier', example: { leadTimeDays: 60, version: 1 } })
export type UpdateSupplier = z.infer<typeof UpdateSupplier>

export const Supplier = z
  .object({
    id: id('supplier'),
    name: z.string(),
    code: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    country: z.string().nullable(),
    currency: z.string().nullable(),
    leadTimeDays: z.int().nullable(),
    terms: z.string().nullable(),
    notes: z.string().nullable(),
    active: z.boolean(),
    contacts: z.array(Contact),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Supplier' })
export type Supplier = z.infer<typeof Supplier>

export const SupplierPage = pageOf(Supplier).meta({ id: 'SupplierPage' })

export const ListSuppliers = z.strictObject({
  q: SearchText.optional().describe('part of the name or code'),
  active: QueryFlag.optional().describe('only active suppliers, or only the others'),
  country: text(60).optional().describe('exactly this country, as it was entered'),
  sort: z.enum(supplierSorts).default('name').describe(sortHint),
  ...pageQuery,
})
export type ListSuppliers = z.infer<typeof ListSuppliers>
