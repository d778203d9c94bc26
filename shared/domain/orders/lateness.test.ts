import { describe, expect, it } from 'vitest'
import { daysToKeep, dueDay, lateness } from './lateness.ts'
import { type OrderStage, orderStages } from './stages.ts'

const today = '2026-04-01'
const never = '9999-12-31'
const order = (stage: OrderStage, days: object = {}) => ({
  stage,
  dueOn: never,
  readyOn: null,
  etaOn: null,
  ...days,
})

/** The stages in which it matters that the day was missed. */
const mattersIn = {
  dueOn: orderStages.slice(0, 8),
  readyOn: ['in_production'],
  etaOn: ['shipped'],
} as const

describe('lateness', () => {
  const cases = orderStages.flatMap((stage) =>
    (['dueOn', 'readyOn', 'etaOn'] as const).map((day) => {
      const stages: readonly OrderStage[] = mattersIn[day]
      return { stage, day, late: stages.includes(stage) }
    }),
  )

  it.each(cases)('$stage after a missed $day: $late', ({ stage, day, late }) => {
    expect(lateness(order(stage, { [day]: '2026-03-30' }), today)).toEqual({
      late,
      daysLate: late ? 2 : 0,
      missed: late ? day : null,
    })
    expect(lateness(order(stage, { [day]: today }), today).late).toBe(false)
    expect(lateness(order(stage, { [day]: '2026-04-02' }), today).late).toBe(false)
  })

  it('counts from the first day that was missed', () => {
    const both = { dueOn: '2026-03-31', etaOn: '2026-03-27' }
    expect(lateness(order('shipped', both), today)).toEqual({
      late: true,
      daysLate: 5,
      missed: 'etaOn',
    })
  })

  it('counts days over the end of a quarter and of daylight saving as whole ones', () => {
    expect(lateness(order('ordered', { dueOn: '2026-03-28' }), '2026-04-01').daysLate).toBe(4)
    expect(lateness(order('ordered', { dueOn: '2026-10-24' }), '2026-10-26').daysLate).toBe(2)
  })

  it('says of every stage what it must keep', () => {
    expect(Object.keys(daysToKeep)).toEqual([...orderStages])
  })
})

describe('dueDay', () => {
  it.each([
    ['2026-05-01', '2026-04-01', '2026-05-01'],
    [null, '2026-04-01', '2026-04-01'],
    ['2026-03-01', '2026-04-01', '2026-03-01'],
    [null, null, never],
  ])('promised %s, expected %s: %s', (promisedOn, expectedOn, due) => {
    expect(dueDay({ promisedOn, expectedOn })).toBe(due)
  })
})
