import { ApiProblem } from './problem.ts'

export interface FieldErrors {
  /** What is wrong with a field, by its path in the input. */
  at: (path: string) => string | undefined
  /** The refusal, when it is not about the fields that the form shows. */
  rest: Error | null
}

/** Sorts what a write was refused for: to the fields of the form, or to its foot. */
export function fieldErrors(error: Error | null, shown: readonly string[]): FieldErrors {
  const fields = error instanceof ApiProblem ? error.fields : new Map<string, string>()
  const isAllShown = fields.size > 0 && [...fields.keys()].every((path) => shown.includes(path))
  return { at: (path) => fields.get(path), rest: isAllShown ? null : error }
}
