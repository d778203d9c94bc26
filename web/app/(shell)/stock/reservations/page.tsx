import { Reservations } from '#web/features/stock/reservations.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('stock', 'reservations')

export default function ReservationsPage() {
  return <Reservations />
}
