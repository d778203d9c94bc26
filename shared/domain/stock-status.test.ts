import { describe, expect, it } from 'vitest'
import { stockStatus } from './stock-status.ts'

describe('stockStatus', () => {
  it.each([
    { onHand: 0, reserved: 0, reorderPoint: 0, maxStock: null, status: 'out' },
    { onHand: 5, reserved: 5, reorderPoint: 0, maxStock: null, status: 'out' },
    { onHand: 5, reserved: 6, reorderPoint: 0, maxStock: null, status: 'out' },
    { onHand: 0, reserved: 0, reorderPoint: 10, maxStock: 0, status: 'out' },
    { onHand: 1, reserved: 0, reorderPoint: 0, maxStock: null, status: 'ok' },
    { onHand: 10, reserved: 0, reorderPoint: 10, maxStock: null, status: 'low' },
    { onHand: 11, reserved: 1, reorderPoint: 10, maxStock: null, status: 'low' },
    { onHand: 11, reserved: 0, reorderPoint: 10, maxStock: null, status: 'ok' },
    { onHand: 50, reserved: 0, reorderPoint: 10, maxStock: 50, status: 'ok' },
    { onHand: 51, reserved: 0, reorderPoint: 10, maxStock: 50, status: 'over' },
    { onHand: 51, reserved: 45, reorderPoint: 10, maxStock: 50, status: 'low' },
    { onHand: 1, reserved: 0, reorderPoint: 0, maxStock: 0, status: 'over' },
  ])(
    'of $onHand on hand, $reserved reserved, reorder at $reorderPoint, at most $maxStock is $status',
    ({ status, ...figures }) => {
      expect(stockStatus(figures)).toBe(status)
    },
  )
})
