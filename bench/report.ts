/** One budget and what was measured. */
export interface Row {
  name: string
  value: number
  budget: string
  ok: boolean
}

/** Prints the rows as a table on standard output. */
export function printRows(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length))
  for (const { name, value, budget, ok } of rows) {
    const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2)
    console.log(
      `${name.padEnd(width)}  ${shown.padStart(9)}  ${budget.padEnd(10)}  ${ok ? 'ok' : 'MISSED'}`,
    )
  }
}

/** A row whose value must not be below the floor. */
export function atLeast(name: string, value: number, floor: number): Row {
  return { name, value, budget: `≥ ${floor}`, ok: value >= floor }
}

/** A row whose value must not be above the ceiling. */
export function atMost(name: string, value: number, ceiling: number): Row {
  return { name, value, budget: `≤ ${ceiling}`, ok: value <= ceiling }
}

/** A row that is only told. */
export function told(name: string, value: number): Row {
  return { name, value, budget: 'no budget', ok: true }
}
