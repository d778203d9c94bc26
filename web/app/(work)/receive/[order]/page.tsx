import { ReceiveOrder } from '#web/features/receive/receive-order.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('receive', 'title')

export default async function ReceiveOrderPage({ params }: { params: Promise<{ order: string }> }) {
  const { order } = await params
  return <ReceiveOrder id={order} />
}
