/** What a script expected to find, and what it found. */
export class Counts {
  readonly #rows: { what: string; expected: number; found: number }[] = []

  add(what: string, expected: number, found: number): void {
    this.#rows.push({ what, expected, found })
  }

  /** Prints all of them as a table; says whether each was as expected. */
  print(): boolean {
    const width = Math.max(...this.#rows.map(({ what }) => what.length))
    console.log(`\n${'what'.padEnd(width)}  expected     found`)
    for (const { what, expected, found } of this.#rows) {
      const mark = expected === found ? '' : '  DIFFERS'
      const numbers = `${String(expected).padStart(8)}  ${String(found).padStart(8)}`
      console.log(`${what.padEnd(width)}  ${numbers}${mark}`)
    }
    return this.#rows.every(({ expected, found }) => expected === found)
  }
}
