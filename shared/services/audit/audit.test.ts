import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { anonymous, userActor } from '#shared/auth/actor.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { listAudit } from './list.ts'
import { verifyAudit } from './verify.ts'

describe('the audit services', () => {
  it('demand audit:read by themselves, whoever calls them', async () => {
    await using t = await testApp(app)
    const clerk = userActor({ id: 'usr_1', name: 'Clerk', role: 'clerk' }, 'ses_1', false)
    const list = (actor: typeof clerk) => listAudit({ ...t.systemCtx(), actor }, { limit: 25 })
    const verify = (actor: typeof clerk) => verifyAudit({ ...t.systemCtx(), actor })

    for (const service of [list, verify]) {
      await expect(service(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
      await expect(service(clerk)).rejects.toMatchObject({
        code: 'FORBIDDEN',
        details: { permission: 'audit:read' },
      })
    }
  })

  it('serve the process itself', async () => {
    await using t = await testApp(app)

    expect(await listAudit(t.systemCtx(), { limit: 25 })).toEqual({ items: [], nextCursor: null })
    expect(await verifyAudit(t.systemCtx())).toMatchObject({ ok: true, seals: 0 })
  })
})
