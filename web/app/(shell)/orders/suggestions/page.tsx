import { Suggestions } from '#web/features/orders/suggestions.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('orders', 'suggestions')

export default function SuggestionsPage() {
  return <Suggestions />
}
