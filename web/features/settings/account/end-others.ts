import { api, take } from '#web/lib/api/client.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'

const PAGE = '100'

/**
 * Ends all sessions of the person but this one, page by page.
 *
 * @returns how many ended
 */
export async function endOtherSessions(): Promise<number> {
  const others: string[] = []
  let cursor: string | null | undefined
  do {
    const query = { limit: PAGE, ...(cursor && { cursor }) }
    const page = await take(api.auth.sessions.$get({ query }))
    others.push(...page.items.filter(({ current }) => !current).map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  let ended = 0
  for (const id of others) if (await end(id)) ended += 1
  return ended
}

/** @returns whether it was open still */
async function end(id: string): Promise<boolean> {
  try {
    await take(api.auth.sessions[':id'].$delete({ param: { id } }))
    return true
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return false
    throw error
  }
}
