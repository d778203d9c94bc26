import { afterEach, beforeEach, expect, vi } from 'vitest'

// An unexpected error in the log is a failure, even when every assertion holds.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls
  vi.restoreAllMocks()
  expect(calls, 'unexpected console.error').toEqual([])
})
