import { SettingsIndex } from '#web/features/settings/settings-index.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('shell', 'settings')

export default function SettingsPage() {
  return <SettingsIndex />
}
