import { Levels } from '#web/features/stock/levels.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('stock', 'stock')

export default function LevelsPage() {
  return <Levels />
}
