import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { hasReached, type OrderStage, orderStages, pipeline, type PipelineStage } from './stages.ts'
import {
  actionsIn,
  type OrderAction,
  orderActions,
  refusalOf,
  requireAllowed,
  routeTo,
  stageAfter,
} from './transitions.ts'

const situations = {
  fresh: { onHold: false, received: false, settled: false },
  received: { onHold: false, received: true, settled: false },
  held: { onHold: true, received: false, settled: false },
  settled: { onHold: false, received: false, settled: true },
}
type Situation = keyof typeof situations

/** What each stage allows: once nothing came, once something came, while on hold, and with nothing to come. */
const expected: Readonly<Record<OrderStage, Readonly<Record<Situation, string>>>> = {
  draft: {
    fresh: 'advance edit delete cancel hold',
    received: 'advance edit delete hold',
    held: 'edit delete cancel release',
    settled: 'advance edit delete cancel hold',
  },
  pending_approval: {
    fresh: 'advance back edit cancel hold',
    received: 'advance edit hold',
    held: 'back edit cancel release',
    settled: 'advance back edit cancel hold',
  },
  approved: {
    fresh: 'advance send back edit cancel hold',
    received: 'advance send edit hold',
    held: 'back edit cancel release',
    settled: 'advance back edit cancel hold',
  },
  ...Object.fromEntries(
    (['ordered', 'confirmed', 'in_production', 'shipped', 'customs'] as const).map((stage) => [
      stage,
      {
        fresh: 'advance send back edit cancel hold receive cancelRemaining',
        received: 'advance send edit hold receive cancelRemaining',
        held: 'back edit cancel release receive cancelRemaining',
        settled: 'advance back edit cancel hold receive cancelRemaining',
      },
    ]),
  ),
  received: {
    fresh: 'advance edit hold',
    received: 'advance edit hold',
    held: 'edit release',
    settled: 'advance edit hold',
  },
  completed: { fresh: 'edit', received: 'edit', held: 'edit', settled: 'edit' },
  cancelled: { fresh: '', received: '', held: '', settled: '' },
} as Record<OrderStage, Record<Situation, string>>

const cases = orderStages.flatMap((stage) =>
  (Object.keys(situations) as Situation[]).flatMap((situation) =>
    orderActions.map((action) => {
      const allowed = expected[stage][situation].split(' ').includes(action)
      return { stage, situation, action, allowed, outcome: allowed ? 'allows' : 'refuses' }
    }),
  ),
)

describe('every stage and every action', () => {
  it.each(cases)(
    '$stage, $situation, $outcome $action',
    ({ stage, situation, action, allowed }) => {
      const order = { stage, ...situations[situation] }
      const refusal = refusalOf(order, action)

      if (allowed) {
        expect(refusal).toBeUndefined()
        expect(() => requireAllowed(order, action)).not.toThrow()
        return
      }
      expect(refusal).toMatch(/\w/)
      const error = thrownBy(() => requireAllowed(order, action))
      expect(error.code).toBe('ILLEGAL_STATE')
      expect(error.details).toEqual({ stage, action })
    },
  )

  it('names each action once a stage', () => {
    for (const stage of orderStages) {
      const named: readonly OrderAction[] = actionsIn[stage]
      expect(new Set(named).size).toBe(named.length)
    }
  })

  it('tells what to do instead of cancelling what partly came', () => {
    const refusal = refusalOf({ stage: 'shipped', ...situations.received }, 'cancel')
    expect(refusal).toContain('cancel what remains')
  })
})

describe('the way from every stage to every other one', () => {
  const ways = orderStages.flatMap((from) => pipeline.map((to) => ({ from, to })))

  it.each(ways)('$from to $to', ({ from, to }) => {
    const order: readonly OrderStage[] = pipeline
    const [start, end] = [order.indexOf(from), order.indexOf(to)]
    if (start < 0 || start === end || end < start - 1) {
      const error = thrownBy(() => routeTo(from, to))
      expect(error.code).toBe('ILLEGAL_STATE')
      expect(error.details).toEqual({ stage: from, target: to })
    } else if (end < start) expect(routeTo(from, to)).toEqual({ direction: 'back', stages: [to] })
    else {
      const { direction, stages } = routeTo(from, to)
      expect(direction).toBe('forward')
      expect(stages).toHaveLength(end - start)
      expect(stages.at(-1)).toBe(to)
      expect(stages[0]).toBe(stageAfter(from))
    }
  })

  it.each([
    ['shipped', 'from shipped an order can go back only to in_production'],
    ['received', 'an order that is received cannot go back a stage'],
    ['completed', 'an order that is completed cannot go back a stage'],
  ] as const)('sends nobody back from %s where nothing leads', (from, sentence) => {
    expect(thrownBy(() => routeTo(from, 'draft')).message).toBe(sentence)
  })

  it('passes the stages between in their order', () => {
    expect(routeTo('approved', 'shipped').stages).toEqual([
      'ordered',
      'confirmed',
      'in_production',
      'shipped',
    ])
  })

  it('ends at the end', () => {
    expect(stageAfter('completed')).toBeUndefined()
    expect(stageAfter('cancelled')).toBeUndefined()
  })
})

describe('hasReached', () => {
  it.each<[OrderStage, PipelineStage, boolean]>([
    ['draft', 'draft', true],
    ['approved', 'ordered', false],
    ['ordered', 'ordered', true],
    ['completed', 'ordered', true],
    ['cancelled', 'draft', false],
  ])('%s has reached %s: %s', (stage, milestone, reached) => {
    expect(hasReached(stage, milestone)).toBe(reached)
  })
})

function thrownBy(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
