import { SupplierPage } from '#web/features/suppliers/supplier-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('suppliers', 'supplier')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SupplierPage id={(await params).id} />
}
