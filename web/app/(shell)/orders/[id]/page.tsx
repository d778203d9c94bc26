import { OrderPage } from '#web/features/orders/detail/order-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('orders', 'order')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <OrderPage id={id} />
}
