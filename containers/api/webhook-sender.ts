import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from '#shared/domain/ip-address.ts'
import {
  RefusedAddressError,
  requireCallable,
  type WebhookCall,
  type WebhookSender,
} from '#shared/events/webhook-sender.ts'

/** Finds every address of a name, as `lookup` of node:dns does with `all`. */
export type LookupAll = (
  name: string,
  options: { all: true },
  found: (error: NodeJS.ErrnoException | null, addresses?: LookupAddress[]) => void,
) => void

interface Options {
  allowPrivate: boolean
  /** Instead of the system's. */
  lookup?: LookupAll
}

/**
 * Calls webhooks over connections of node:http. The address that was checked is the one that is
 * connected to, so that a name cannot lead elsewhere a moment later; every call has a connection of
 * its own, so that none goes where an earlier name led.
 */
export function nodeWebhookSender({ allowPrivate, lookup = systemLookup }: Options): WebhookSender {
  const checked = allowPrivate ? undefined : checkedLookup(lookup)
  return {
    allowPrivate,
    send(call) {
      requireCallable(call.url, allowPrivate)
      return post(call, checked)
    },
  }
}

/** A look-up that fails when any address of the name is not public. */
function checkedLookup(lookup: LookupAll): LookupFunction {
  return (name, options, found) => {
    lookup(name, { all: true }, (error, addresses = []) => {
      const [first] = addresses
      const closed = addresses.find(({ address }) => !isPublicAddress(address))
      if (error) found(error, '')
      else if (closed) found(new RefusedAddressError(`${name} leads to a private address`), '')
      else if (!first) found(new Error(`${name} has no address`), '')
      else if (options.all) found(null, addresses)
      else found(null, first.address, first.family)
    })
  }
}

function post(
  { url, headers, body, signal }: WebhookCall,
  lookup: LookupFunction | undefined,
): Promise<number> {
  const request = new URL(url).protocol === 'http:' ? httpRequest : httpsRequest
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { ...headers, ...length }, signal, agent: false }
    const sent = request(url, { ...options, ...(lookup && { lookup }) })
    sent.once('response', (answer) => {
      resolve(answer.statusCode ?? 0)
      // Whatever else it says is of no interest, however long it may be.
      answer.destroy()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
