import { describe, expect, it } from 'vitest'
import { outgrewApproval, ruleOnApproval } from './approval.ts'

describe('ruleOnApproval', () => {
  it.each([
    // limit, value, own work, may approve, ruling
    [null, 500, true, true, 'person'],
    [null, 500, false, true, 'person'],
    [null, 500, true, false, 'permission'],
    [null, 0, false, false, 'permission'],
    [100, 100, true, false, 'automatic'],
    [100, 99, false, true, 'automatic'],
    [100, 101, true, true, 'four_eyes'],
    [100, 101, false, true, 'person'],
    [100, 101, true, false, 'permission'],
    [100, 101, false, false, 'permission'],
    [0, 0, true, false, 'automatic'],
    [0, 1, true, true, 'four_eyes'],
  ] as const)(
    'limit %s, value %s, own work %s, may approve %s: %s',
    (limit, value, isOwnWork, mayApprove, ruling) => {
      expect(ruleOnApproval({ limit, value, isOwnWork, mayApprove })).toBe(ruling)
    },
  )
})

describe('outgrewApproval', () => {
  it.each([
    // approved total, total, by a person, value, limit, outgrown
    [null, 500, false, 500, 100, false],
    [100, 100, true, 100, null, false],
    [100, 101, true, 101, null, true],
    [100, 101, false, 101, 200, true],
    [100, 90, true, 900, 100, false],
    [100, 100, false, 101, 100, true],
    [100, 100, false, 100, 100, false],
    [100, 50, false, 900, null, false],
  ] as const)(
    'approved %s, total %s, by a person %s, value %s, limit %s: %s',
    (approvedTotal, total, approvedByPerson, value, limit, outgrown) => {
      expect(outgrewApproval({ approvedTotal, total, approvedByPerson, value, limit })).toBe(
        outgrown,
      )
    },
  )
})
