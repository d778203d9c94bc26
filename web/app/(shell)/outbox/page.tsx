import { Outbox } from '#web/features/outbox/outbox.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('outbox', 'title')

export default function OutboxPage() {
  return <Outbox />
}
