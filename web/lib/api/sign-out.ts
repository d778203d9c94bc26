import { api, take } from './client.ts'
import { forgetRemembered } from '../offline/remembered.ts'
import { ApiProblem } from './problem.ts'

/**
 * Ends the session; one that has ended already is as good. The device forgets what it kept for this
 * person, but for what waits to be sent.
 */
export async function signOut(): Promise<void> {
  try {
    await take(api.auth.logout.$post({ json: {} }))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
  }
  forgetRemembered()
  const { forgetKnownProducts } = await import('../offline/known-products.ts')
  await forgetKnownProducts()
  if ('caches' in globalThis) {
    for (const name of await caches.keys()) await caches.delete(name)
  }
}
