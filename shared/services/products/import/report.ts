/** One thing that is wrong, or worth knowing, in an imported file, and what to do about it. */
export interface ImportNote {
  /** The line of the file; the header is line 1. */
  row: number
  /** The header as in the file; null when the note is about the row as a whole. */
  column: string | null
  /** What stands there, cut to 100 characters. */
  value: string | null
  message: string
  cure: string
}

/** So many notes are returned; all of them are counted. */
const NOTES_KEPT = 1_000
const VALUE_CHARACTERS = 100

/** Collects notes, keeps the first thousand and counts all. */
export class ImportNotes {
  readonly #kept: ImportNote[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The notes kept, in the order of the file. */
  list(): ImportNote[] {
    return this.#kept.toSorted((a, b) => a.row - b.row)
  }

  add({ value, ...note }: ImportNote): void {
    this.#count += 1
    if (this.#kept.length >= NOTES_KEPT) return
    this.#kept.push({ ...note, value: value === null ? null : cut(value) })
  }

  copy(): ImportNotes {
    const copy = new ImportNotes()
    copy.#kept.push(...this.#kept)
    copy.#count = this.#count
    return copy
  }
}

/** What a check of a file finds. Problems stop a run, warnings do not. */
export interface Findings {
  problems: ImportNotes
  warnings: ImportNotes
}

export function noFindings(): Findings {
  return { problems: new ImportNotes(), warnings: new ImportNotes() }
}

export function copyFindings({ problems, warnings }: Findings): Findings {
  return { problems: problems.copy(), warnings: warnings.copy() }
}

function cut(value: string): string {
  if (value.length <= VALUE_CHARACTERS) return value.toWellFormed()
  // Cutting may leave half a surrogate pair, which no JSON reader has to accept.
  return `${value.slice(0, VALUE_CHARACTERS - 1).toWellFormed()}…`
}
