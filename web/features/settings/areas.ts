import type { Permission } from '#shared/domain/permissions.ts'

/** The parts of the settings, in their order; each has an address. */
export const settingsAreas = [
  'account',
  'company',
  'people',
  'locations',
  'terms',
  'tokens',
  'webhooks',
  'devices',
  'data',
] as const
export type SettingsArea = (typeof settingsAreas)[number]

export function isSettingsArea(text: string): text is SettingsArea {
  return settingsAreas.some((area) => area === text)
}

/** What it takes to see an area; everybody sees those that are not here. */
export const areaNeeds: Partial<Readonly<Record<SettingsArea, Permission>>> = {
  company: 'settings:read',
  locations: 'locations:read',
  webhooks: 'webhooks:read',
}
