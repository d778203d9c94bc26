import { SetUp } from '#web/features/setup/set-up.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('auth', 'setupTitle')

export default function SetUpPage() {
  return <SetUp step="owner" />
}
