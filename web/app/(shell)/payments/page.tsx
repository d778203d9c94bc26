import { Payments } from '#web/features/payments/payments.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('payments', 'title')

export default function PaymentsPage() {
  return <Payments />
}
