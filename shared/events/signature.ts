/** How secrets begin, by the convention of Standard Webhooks. */
const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** A new secret for signing: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
}

/** What is signed of a call. */
export interface SignedContent {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

/**
 * The value of the header `webhook-signature`: `v1,` and the HMAC-SHA-256 of `id.timestamp.body` in
 * base64, once for each secret, so that a receiver may change over from an old one in its own time.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export async function signWebhook(
  secrets: readonly string[],
  { id, timestamp, body }: SignedContent,
): Promise<string> {
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const signatures = secrets.map(async (secret) => {
    const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (c) => c.charCodeAt(0))
    const hmac = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', bytes, hmac, false, ['sign'])
    return `v1,${toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, content)))}`
  })
  return (await Promise.all(signatures)).join(' ')
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
