import { EditOrder } from '#web/features/orders/editor/edit-order.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('orders', 'editOrder')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <EditOrder id={id} />
}
