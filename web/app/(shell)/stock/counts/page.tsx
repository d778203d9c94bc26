import { Counts } from '#web/features/stock/counts.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('stock', 'counts')

export default function CountsPage() {
  return <Counts />
}
