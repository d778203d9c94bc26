import { NoSuchPage } from '#web/components/shell/no-such-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('shell', 'notFound')

export default function NotFound() {
  return <NoSuchPage />
}
