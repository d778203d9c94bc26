import { ImportPage } from '#web/features/import/import-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('imports', 'title')

export default function Page() {
  return <ImportPage />
}
