import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import type { Alert } from './alert.ts'

/** What is done to alerts, one or many of them. */
export interface AlertMove {
  alerts: readonly Alert[]
  /** The day at whose beginning they come back; none for "seen". */
  until?: string
}

interface Outcome {
  done: Alert[]
  refused: { alert: Alert; problem: ApiProblem }[]
}

/** Acknowledges alerts, or puts them to sleep, one after the other; those that are refused stay. */
export function useAlertMoves(onDone: (outcome: Outcome) => void) {
  const t = useTranslations('alerts')
  const client = useQueryClient()
  return useMutation<Outcome, Error, AlertMove>({
    mutationFn: async ({ alerts, until }) => {
      const outcome: Outcome = { done: [], refused: [] }
      for (const alert of alerts) {
        try {
          outcome.done.push(await move(alert, until))
        } catch (error) {
          // One alone is told where it was pressed; of many the others still count.
          if (alerts.length === 1) throw error
          outcome.refused.push({ alert, problem: error as ApiProblem })
        }
      }
      return outcome
    },
    onSuccess: (outcome, { until }) => {
      const { done, refused } = outcome
      const count = done.length
      if (count > 0) showToast(t(until === undefined ? 'acknowledged' : 'snoozed', { count }))
      const [first] = refused
      if (first) {
        const { sku } = first.alert
        const detail = first.problem.message
        showToast(t('refused', { count: refused.length, sku, detail }), { tone: 'bad' })
      }
      onDone(outcome)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['alert'] }),
  })
}

function move(alert: Alert, until: string | undefined): Promise<Alert> {
  const { version } = alert
  const param = { id: alert.id }
  const target = api.alerts[':id']
  if (until === undefined)
    return take(target.acknowledge.$post({ param, json: { version } }, once()))
  return take(target.snooze.$post({ param, json: { until, version } }, once()))
}
