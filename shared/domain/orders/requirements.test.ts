import { describe, expect, it } from 'vitest'
import {
  editableUntil,
  lockedFields,
  misplacedFields,
  recordedFields,
  stageRecording,
  stageRules,
} from './requirements.ts'
import { orderStages, pipeline } from './stages.ts'

describe('what a move records', () => {
  it.each(recordedFields.map((field) => ({ field })))(
    '$field belongs to one stage',
    ({ field }) => {
      const stages = pipeline.filter((stage) => stageRules[stage].records.includes(field))
      expect(stages).toHaveLength(1)
      expect(stageRecording(field)).toBe(stages[0])
      expect(misplacedFields([field], stages)).toEqual([])
      const others = pipeline.filter((stage) => !stages.includes(stage))
      expect(misplacedFields([field], others)).toEqual([field])
      expect(misplacedFields([field], pipeline)).toEqual([])
    },
  )

  it('says each gate once', () => {
    const gates = pipeline.flatMap((stage) => stageRules[stage].gates)
    expect(new Set(gates).size).toBe(gates.length)
  })
})

describe('what can be edited', () => {
  const fields = Object.keys(editableUntil) as (keyof typeof editableUntil)[]
  const cases = fields.flatMap((field) => orderStages.map((stage) => ({ field, stage })))

  it.each(cases)('$field of an order that is $stage', ({ field, stage }) => {
    const order: readonly string[] = pipeline
    const open =
      stage !== 'cancelled' && order.indexOf(stage) <= order.indexOf(editableUntil[field])
    expect(lockedFields(stage, [field])).toEqual(open ? [] : [field])
  })
})
