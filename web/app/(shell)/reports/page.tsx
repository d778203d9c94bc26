import { Reports } from '#web/features/reports/reports.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('reports', 'title')

export default function ReportsPage() {
  return <Reports />
}
