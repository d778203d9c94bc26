import { describe, expect, it } from 'vitest'
import { testReport } from './test-report.ts'

const unit = {
  passed: 12,
  failed: 0,
  skipped: 1,
  areas: {
    'shared/db': { passed: 2, failed: 0, skipped: 1, files: 1 },
    'functions/orders': { passed: 10, failed: 0, skipped: 0, files: 3 },
  },
}
const browser = {
  passed: 4,
  failed: 1,
  skipped: 0,
  areas: { 'web/testing': { passed: 4, failed: 1, skipped: 0, files: 2 } },
}

describe('testReport', () => {
  it('has a line for each folder of all runs, and the sum', () => {
    const report = testReport([unit, browser], new Date('2026-03-02T10:00:00Z'))
    const rows = report.split('\n').filter((line) => line.startsWith('| '))
    expect(rows).toEqual([
      '| folder             | files | passed | failed | skipped |',
      '| ------------------ | ----- | ------ | ------ | ------- |',
      '| `functions/orders` | 3     | 10     | 0      | 0       |',
      '| `shared/db`        | 1     | 2      | 0      | 1       |',
      '| `web/testing`      | 2     | 4      | 1      | 0       |',
      '| all                | 6     | 16     | 1      | 1       |',
    ])
    expect(report).toContain('on 2026-03-02')
  })
})
