import { ConflictError } from '../errors.ts'

/** The refusal of a name that another record has, letter case and accents left out. */
export function nameTaken(what: string, name: string | undefined): ConflictError {
  return new ConflictError(`there is a ${what} named ${name ?? ''} already`, { name })
}
