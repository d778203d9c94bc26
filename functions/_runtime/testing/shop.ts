import { ApiProblem, type createClient } from '#client/index.ts'
import type { RunningCell } from './cells.ts'

/** A shop that is under test: `api` is signed in once the contract has done so. */
export interface Shop {
  cell: RunningCell
  api: ReturnType<typeof createClient>
}

/** What a request is refused with; that it is not is an error. */
export async function refusal(request: Promise<unknown>): Promise<ApiProblem> {
  try {
    await request
  } catch (error) {
    if (error instanceof ApiProblem) return error
    throw error
  }
  throw new Error('it was not refused')
}
