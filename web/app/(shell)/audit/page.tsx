import { Audit } from '#web/features/audit/audit.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('audit', 'title')

export default function AuditPage() {
  return <Audit />
}
