import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { type OrderStage, orderStages, pipeline } from '#shared/domain/orders/stages.ts'
import { type OrderAction, refusalOf, routeTo } from '#shared/domain/orders/transitions.ts'
import type { Order } from '#shared/schemas/orders.ts'
import {
  addOrder,
  buyerRights,
  historyOf,
  putInto,
  storedOrder,
} from '#shared/testing/order-maker.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const

/** Asks for an action by its endpoint. */
const requests: Readonly<Record<string, (t: TestApp, order: Order) => Promise<Response>>> = {
  advance: (t, { id }) => t.send('POST', `/orders/${id}/advance`, {}),
  send: (t, { id }) => t.send('POST', `/orders/${id}/send`, { to: 'sales@acme.example' }),
  back: (t, { id, stage }) => {
    const order: readonly OrderStage[] = pipeline
    const before = order[order.indexOf(stage) - 1] ?? 'draft'
    return t.send('POST', `/orders/${id}/transition`, { stage: before, reason: 'not yet' })
  },
  edit: (t, { id }) => t.send('PATCH', `/orders/${id}`, { notes: 'new' }),
  delete: (t, { id }) => t.send('DELETE', `/orders/${id}`),
  cancel: (t, { id }) => t.send('POST', `/orders/${id}/cancel`, { reason: 'too late' }),
  hold: (t, { id }) => t.send('POST', `/orders/${id}/hold`, { reason: 'wait' }),
  release: (t, { id }) => t.send('POST', `/orders/${id}/hold`, { onHold: false }),
  cancelRemaining: (t, { id, lines }) =>
    t.send('POST', `/orders/${id}/lines/${lines[0]?.id ?? ''}/cancel-remaining`, { quantity: 1 }),
}

const situations = [
  ['nothing received', { received: 0, onHold: false }],
  ['something received', { received: 4, onHold: false }],
  ['on hold', { received: 0, onHold: true }],
] as const

const cases = orderStages.flatMap((stage) =>
  situations.map(([situation, state]) => ({ stage, situation, state })),
)

/** What a stage allows but a gate still refuses, with nothing paid and goods still to come. */
const shut: Readonly<Partial<Record<OrderStage, string>>> = {
  customs: 'receipts',
  received: 'nothing_unpaid',
}

describe('every action on an order that is', () => {
  it.each(cases)('$stage, with $situation', async ({ stage, state }) => {
    await using t = await testApp(app, rights)
    for (const [action, request] of Object.entries(requests)) {
      const order = await addOrder(t)
      await putInto(t, order, stage, state)
      const before = await storedOrder(t, order)
      const entries = (await t.auditActions()).length

      const res = await request(t, { ...order, stage })

      const where = `${action}: ${await res.clone().text()}`
      const { onHold } = state
      const facts = { stage, onHold, received: state.received > 0, settled: false }
      const allowed = refusalOf(facts, action as OrderAction) === undefined
      const gate = action === 'advance' && allowed ? shut[stage] : undefined
      if (allowed && gate === undefined) {
        expect([200, 204], where).toContain(res.status)
        expect((await t.auditActions()).length, where).toBeGreaterThan(entries)
        continue
      }
      expect(res.status, where).toBe(409)
      const problem = await res.json()
      expect(problem, where).toMatchObject({ type: '/problems/illegal-state' })
      if (gate !== undefined) expect(problem.gate).toBe(gate)
      expect(await storedOrder(t, order), where).toEqual(before)
      expect((await t.auditActions()).length, where).toBe(entries)
      expect(await historyOf(t, order), where).toEqual(['created >draft'])
    }
  })
})

describe('a transition from every stage to every other one', () => {
  it.each(orderStages.map((stage) => ({ stage })))('$stage', async ({ stage }) => {
    await using t = await testApp(app, rights)
    for (const target of pipeline) {
      const order = await addOrder(t)
      await putInto(t, order, stage)

      const body = { stage: target, reason: 'because' }
      const res = await t.send('POST', `/orders/${order.id}/transition`, body)

      const where = `to ${target}: ${await res.clone().text()}`
      const history = (await historyOf(t, order)).slice(1)
      const route = allowedRoute(stage, target)
      if (!route || isShut(route)) {
        expect(res.status, where).toBe(409)
        expect(history, where).toEqual([])
        expect(await storedOrder(t, order)).toMatchObject({ stage })
        continue
      }
      expect(res.status, where).toBe(200)
      expect(await storedOrder(t, order), where).toMatchObject({ stage: target })
      const events = route.stages.map((passed) => {
        if (route.direction === 'back') return `back >${passed}`
        return `${passed === target ? 'advanced' : 'passed'} >${passed}`
      })
      expect(history.map((event) => event.replace(/ .*>/, ' >'))).toEqual(events)
    }
  })
})

function allowedRoute(stage: OrderStage, target: (typeof pipeline)[number]) {
  try {
    const route = routeTo(stage, target)
    const facts = { stage, onHold: false, received: false, settled: false }
    const action = route.direction === 'back' ? 'back' : 'advance'
    return refusalOf(facts, action) === undefined ? route : undefined
  } catch {
    return undefined
  }
}

/** Nothing came and nothing is paid, so the last two stages are out of reach. */
function isShut({ direction, stages }: ReturnType<typeof routeTo>): boolean {
  const passed: readonly OrderStage[] = stages
  return direction === 'forward' && (passed.includes('received') || passed.includes('completed'))
}
