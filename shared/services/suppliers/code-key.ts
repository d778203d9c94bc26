import { foldText } from '../../domain/search.ts'

/** The key under which a supplier's code is unique, whatever its letter case. */
export function codeKeyOf(code: string | null | undefined): string | null {
  return code ? foldText(code) : null
}
