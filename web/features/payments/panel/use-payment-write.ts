import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import type { Payment } from '../payment.ts'

/** A write of a payment, after which everything that shows payments loads anew. */
export function usePaymentWrite<Input>(
  write: (input: Input) => Promise<Payment>,
  onDone: (payment: Payment, input: Input) => void,
  onRefused?: (problem: ApiProblem) => void,
) {
  const client = useQueryClient()
  return useMutation<Payment, ApiProblem, Input>({
    mutationFn: write,
    onSuccess: (payment, input) => {
      client.setQueryData(['payment', 'one', payment.id], payment)
      void client.invalidateQueries({ queryKey: ['payment'] })
      void client.invalidateQueries({ queryKey: ['order'] })
      void client.invalidateQueries({ queryKey: ['audit'] })
      onDone(payment, input)
    },
    onError: (problem) => {
      // Somebody else was faster: what they did is shown, and it can be tried again.
      if (problem.status === 409) void client.invalidateQueries({ queryKey: ['payment'] })
      onRefused?.(problem)
    },
  })
}
