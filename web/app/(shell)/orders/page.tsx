import { OrdersPage } from '#web/features/orders/orders-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('orders', 'title')

export default function Page() {
  return <OrdersPage />
}
