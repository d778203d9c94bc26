import { NewOrder } from '#web/features/orders/editor/new-order.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('orders', 'newOrder')

export default function NewOrderPage() {
  return <NewOrder />
}
