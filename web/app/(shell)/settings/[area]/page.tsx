import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isSettingsArea } from '#web/features/settings/areas.ts'
import { SettingsPages } from '#web/features/settings/settings-pages.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

interface Props {
  params: Promise<{ area: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { area } = await params
  return isSettingsArea(area) ? pageTitle('settings', area) : {}
}

export default async function SettingsAreaPage({ params }: Props) {
  const { area } = await params
  if (!isSettingsArea(area)) notFound()
  return <SettingsPages area={area} />
}
