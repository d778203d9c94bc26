import type { AlertSeverity, AlertState } from '#shared/domain/monitor/alerts.ts'
import type { Tone } from '#web/components/ui/badge.tsx'
import type { api, Taken } from '#web/lib/api/client.ts'

export type Alert = Taken<(typeof api.alerts)['$get']>['items'][number]

export const severityTones: Readonly<Record<AlertSeverity, Tone>> = {
  info: 'info',
  warning: 'warn',
  critical: 'bad',
}

export const stateTones: Readonly<Record<AlertState, Tone>> = {
  open: 'warn',
  acknowledged: 'info',
  snoozed: 'neutral',
  resolved: 'ok',
}
