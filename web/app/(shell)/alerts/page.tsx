import { Alerts } from '#web/features/alerts/alerts.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('alerts', 'title')

export default function AlertsPage() {
  return <Alerts />
}
