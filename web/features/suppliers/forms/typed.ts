import type { Supplier } from '../supplier.ts'

/** What is typed into the form of a supplier. */
export interface Typed {
  name: string
  code: string
  email: string
  phone: string
  address: string
  country: string
  currency: string
  leadTimeDays: string
  terms: string
  notes: string
  active: boolean
}

export const shownFields: readonly string[] = [
  'name',
  'code',
  'email',
  'phone',
  'address',
  'country',
  'currency',
  'leadTimeDays',
  'terms',
  'notes',
] satisfies readonly (keyof Typed)[]

export function filledFrom(supplier: Supplier | null): Typed {
  return {
    name: supplier?.name ?? '',
    code: supplier?.code ?? '',
    email: supplier?.email ?? '',
    phone: supplier?.phone ?? '',
    address: supplier?.address ?? '',
    country: supplier?.country ?? '',
    currency: supplier?.currency ?? '',
    leadTimeDays: supplier?.leadTimeDays?.toString() ?? '',
    terms: supplier?.terms ?? '',
    notes: supplier?.notes ?? '',
    active: supplier?.active ?? true,
  }
}

/** As the API takes it; what is empty is none. */
export function sentOf({ name, leadTimeDays, active, ...texts }: Typed) {
  return {
    name: name.trim(),
    active,
    code: texts.code.trim() || null,
    email: texts.email.trim() || null,
    phone: texts.phone.trim() || null,
    address: texts.address.trim() || null,
    country: texts.country.trim() || null,
    currency: texts.currency || null,
    leadTimeDays: leadTimeDays.trim() === '' ? null : Number(leadTimeDays),
    terms: texts.terms.trim() || null,
    notes: texts.notes.trim() || null,
  }
}
