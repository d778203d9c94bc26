import { expect, it } from 'vitest'
import { RepeatGuard } from './repeat-guard.ts'

it('takes a code once while it is read again and again, and anew after a pause', () => {
  const guard = new RepeatGuard(1_500)
  const isNew = [0, 125, 1_000, 2_300, 3_900].map((at) => guard.isNew('A', at))
  expect(isNew).toEqual([true, false, false, false, true])
})

it('takes another code at once, and the first one after it', () => {
  const guard = new RepeatGuard(1_500)
  expect(['A', 'B', 'A'].map((code, index) => guard.isNew(code, index * 200))).toEqual([
    true,
    true,
    true,
  ])
})
