import type { Tone } from '#web/components/ui/badge.tsx'
import type { api, Taken } from '#web/lib/api/client.ts'

export type Mail = Taken<(typeof api.mails)['$get']>['items'][number]
export type MailState = Mail['state']

export const mailStates = ['queued', 'sent', 'failed'] as const satisfies readonly MailState[]

export const mailTones: Readonly<Record<MailState, Tone>> = {
  queued: 'info',
  sent: 'ok',
  failed: 'bad',
}
