import { Suppliers } from '#web/features/suppliers/suppliers.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('suppliers', 'title')

export default function SuppliersPage() {
  return <Suppliers />
}
