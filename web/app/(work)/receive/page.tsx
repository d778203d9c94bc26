import { ReceiveList } from '#web/features/receive/receive-list.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('receive', 'title')

export default function ReceivePage() {
  return <ReceiveList />
}
