import { Movements } from '#web/features/stock/movements.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('stock', 'movements')

export default function MovementsPage() {
  return <Movements />
}
