import { WebhookPage } from '#web/features/settings/webhooks/webhook-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('settings', 'webhooks')

export default async function SettingsWebhookPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <WebhookPage id={id} />
}
