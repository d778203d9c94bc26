import type { ContactRow, SupplierRow } from '../../repositories/suppliers.ts'
import type { Contact, Supplier } from '../../schemas/suppliers.ts'

/** What is stored of a supplier itself, as the API and the audit log show it. */
export function supplierRecord(row: SupplierRow): Omit<Supplier, 'contacts'> {
  const { nameKey: _nameKey, codeKey: _codeKey, active, ...shown } = row
  return { ...shown, active: active === 1 }
}

export function contactView(row: ContactRow): Contact {
  const { createdAt: _createdAt, updatedAt: _updatedAt, ...shown } = row
  return shown
}

export function supplierView(row: SupplierRow, contacts: readonly ContactRow[]): Supplier {
  const own = contacts.filter((contact) => contact.supplierId === row.id)
  return { ...supplierRecord(row), contacts: own.map(contactView) }
}
