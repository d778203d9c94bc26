'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import type { ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import { NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { useAreas } from './area-list.tsx'
import type { SettingsArea } from './areas.ts'
import { SettingsFrame } from './settings-frame.tsx'

const loading = () => <SkeletonRows />

const bodies: Readonly<Record<SettingsArea, ComponentType>> = {
  account: whenOpened(() => import('./account/account-area.tsx').then((file) => file.AccountArea), {
    loading,
  }),
  company: whenOpened(() => import('./company/company-area.tsx').then((file) => file.CompanyArea), {
    loading,
  }),
  people: whenOpened(() => import('./people/people-area.tsx').then((file) => file.PeopleArea), {
    loading,
  }),
  locations: whenOpened(
    () => import('./locations/locations-area.tsx').then((file) => file.LocationsArea),
    { loading },
  ),
  terms: whenOpened(() => import('./terms/terms-area.tsx').then((file) => file.TermsArea), {
    loading,
  }),
  tokens: whenOpened(() => import('./tokens/tokens-area.tsx').then((file) => file.TokensArea), {
    loading,
  }),
  webhooks: whenOpened(
    () => import('./webhooks/webhooks-area.tsx').then((file) => file.WebhooksArea),
    {
      loading,
    },
  ),
  devices: whenOpened(() => import('./devices/devices-area.tsx').then((file) => file.DevicesArea), {
    loading,
  }),
  data: whenOpened(() => import('./data/data-area.tsx').then((file) => file.DataArea), { loading }),
}

/** One area of the settings; who may not see it is told so. */
export function SettingsPages({ area }: { area: SettingsArea }) {
  const t = useTranslations('settings')
  const areas = useAreas()
  if (!areas.includes(area)) {
    return (
      <SettingsFrame area={area}>
        <NoRight what={t(area)} />
      </SettingsFrame>
    )
  }
  const Body = bodies[area]
  return <Body />
}
