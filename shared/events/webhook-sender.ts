import { webhookUrlProblem } from '../domain/webhook-url.ts'

/** One call of a webhook. */
export interface WebhookCall {
  url: string
  headers: Record<string, string>
  body: string
  /** Ends the call when the time is over or the process ends. */
  signal: AbortSignal
}

/**
 * The port through which webhooks are called. It follows no redirects, reads no answer but the
 * status, and refuses private addresses unless the operator allows them.
 */
export interface WebhookSender {
  allowPrivate: boolean
  /**
   * @returns the HTTP status
   * @throws Error saying in a few words why there was no answer; RefusedAddressError
   */
  send(call: WebhookCall): Promise<number>
}

/** The URL leads where webhooks must not lead. */
export class RefusedAddressError extends Error {
  override name = 'RefusedAddressError'
}

/** @throws RefusedAddressError when something in the URL itself is wrong */
export function requireCallable(url: string, allowPrivate: boolean): void {
  const problem = webhookUrlProblem(url, allowPrivate)
  if (problem !== undefined) throw new RefusedAddressError(`the URL ${problem}`)
}

/**
 * Calls webhooks by `fetch`. It cannot see which address a name leads to, so it is for runtimes
 * that reach no private network anyway.
 */
export function fetchSender({ allowPrivate }: { allowPrivate: boolean }): WebhookSender {
  return {
    allowPrivate,
    async send({ url, headers, body, signal }) {
      requireCallable(url, allowPrivate)
      const res = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
      await res.body?.cancel()
      return res.status
    },
  }
}
