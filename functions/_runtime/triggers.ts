import { Hono } from 'hono'
import { AppError, NotFoundError } from '#shared/errors.ts'
import type { AppContext, AppEnv } from '#shared/http/env.ts'
import { equalInConstantTime } from '#shared/encoding.ts'
import type { WorkReport } from '#shared/jobs/background-work.ts'

/** Where a schedule outside wakes the background work. */
export const TRIGGER_PATH = '/jobs/run'

export interface TriggerOptions {
  /** Who calls must know one of them; without any there is no such page. */
  tokens: readonly (string | undefined)[]
  run: (c: AppContext) => Promise<WorkReport>
}

/**
 * The page that a schedule calls where the platform can do no more than send a request: POST, or GET
 * for those that know nothing else (Vercel). It needs no sign-in but a token of its own, because a
 * schedule is nobody.
 */
export function triggerPage({ tokens, run }: TriggerOptions): Hono<AppEnv> {
  const page = new Hono<AppEnv>()
  page.on(['POST', 'GET'], TRIGGER_PATH, async (c) => {
    c.get('http').route = TRIGGER_PATH
    const known = tokens.filter((token) => token !== undefined)
    if (known.length === 0) throw new NotFoundError('route', `${c.req.method} ${TRIGGER_PATH}`)
    const given = c.req.header('authorization') ?? ''
    if (!known.some((token) => isSame(given, `Bearer ${token}`))) {
      throw new AppError('UNAUTHENTICATED', 'send TRIGGER_TOKEN as a bearer token')
    }
    const report = await run(c)
    return c.json(report, report.failed.length > 0 ? 500 : 200)
  })
  return page
}

function isSame(a: string, b: string): boolean {
  const bytes = (text: string) => new TextEncoder().encode(text)
  return equalInConstantTime(bytes(a), bytes(b))
}
