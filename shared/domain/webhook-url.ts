import { isAddress, isPublicAddress } from './ip-address.ts'

/** Names that lead into the machine or its network, whatever a name server says. */
const inside = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/

/**
 * Why a URL may not be a webhook; undefined when nothing in it is wrong. Where a name leads is known
 * only when it is called, so the sender checks the address once more.
 *
 * @param allowPrivate whether `http:` and addresses inside are fine with the operator
 */
export function webhookUrlProblem(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.parse(text)
  if (!url) return 'must be a URL such as https://shop.example/hooks'
  const schemes = allowPrivate ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol)) return 'must begin with https://'
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password'
  if (allowPrivate) return undefined
  const host = hostOf(url)
  const isClosed = isAddress(host) ? !isPublicAddress(host) : inside.test(host)
  return isClosed ? 'must not lead to a private address' : undefined
}

/** The host of a URL: a name in lower case without the dot at its end, or a plain address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

/**
 * What may be told of the URL to whoever reads the audit log: where calls go. A receiver often
 * knows its callers by a secret in the path or the query.
 */
export function publicWebhookUrl(text: string): string {
  const { origin, pathname, search } = new URL(text)
  return pathname === '/' && search === '' ? origin : `${origin}/…`
}
