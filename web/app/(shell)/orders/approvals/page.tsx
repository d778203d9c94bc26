import { Approvals } from '#web/features/orders/approvals.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('orders', 'approvals')

export default function ApprovalsPage() {
  return <Approvals />
}
