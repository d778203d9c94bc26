import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'

const stale = ['inventory', 'product', 'movement', 'forecast', 'stock', 'report']

/** Makes every list that shows stock load anew; the stream of events does it for everybody else. */
export function useStockChanged(): () => void {
  const client = useQueryClient()
  return () => {
    for (const name of stale) void client.invalidateQueries({ queryKey: [name] })
  }
}

/** Takes a movement back by a counter-movement; the refusal is in the mutation's `error`. */
export function useUndoMovement() {
  const t = useTranslations('stockActions')
  const changed = useStockChanged()
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: (id) =>
      take(api.inventory.movements[':id'].reverse.$post({ param: { id }, json: {} }, once())),
    onSuccess: () => {
      changed()
      showToast(t('undone'))
    },
  })
}

/** Says what was done, with an undo of the movement; a refused undo is told in words too. */
export function useMovedToast(): (text: string, movementId: string | undefined) => void {
  const common = useTranslations('common')
  const undo = useUndoMovement()
  return (text, movementId) => {
    if (movementId === undefined) return showToast(text)
    showToast(text, {
      undo: () =>
        undo.mutate(movementId, {
          onError: (error) => showToast(wordsOf(error, common), { tone: 'bad' }),
        }),
    })
  }
}
