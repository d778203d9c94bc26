import { Till } from '#web/features/till/till.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('till', 'till')

export default function TillPage() {
  return <Till />
}
