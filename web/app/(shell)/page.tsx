import { Today } from '#web/features/today/today.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('today', 'title')

export default function TodayPage() {
  return <Today />
}
