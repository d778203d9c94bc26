import { mutate } from '../../audit/mutate.ts'
import { authorizePerson } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import { findOpenSessions, revokeSession } from '../../repositories/sessions.ts'
import type { Session } from '../../schemas/auth.ts'

/** The caller's own open sessions, newest first. */
export async function listSessions(ctx: Ctx, request: PageRequest): Promise<Page<Session>> {
  const { userId, sessionId } = authorizePerson(ctx.actor)
  const now = ctx.now().toISOString()
  const page = await findOpenSessions(ctx.db, { userId, now }, request)
  const items = page.items.map((row) => ({
    id: row.id,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
    ip: row.ip,
    userAgent: row.userAgent,
    current: row.id === sessionId,
  }))
  return { ...page, items }
}

/** @throws NotFoundError when it is no open session of the caller's own */
export async function endSession(ctx: Ctx, id: string): Promise<void> {
  const { userId } = authorizePerson(ctx.actor)
  await mutate(ctx, async (tx, audit) => {
    if (!(await revokeSession(tx, { id, userId }, ctx.now().toISOString()))) {
      throw new NotFoundError('open session of yours', id)
    }
    audit.recorded('SESSION_ENDED', 'user', userId, { session: id })
  })
  ctx.actors.clear()
}
