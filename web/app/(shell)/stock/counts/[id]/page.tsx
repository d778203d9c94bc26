import { CountPage } from '#web/features/stock/count/count-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('stock', 'count')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CountPage key={id} id={id} />
}
