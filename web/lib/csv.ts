/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/
const number = /^-?\d+(\.\d+)?$/
const needsQuotes = /[",;\r\n]|^\s|\s$/

type Cell = string | number | null

/** Rows as comma separated values (RFC 4180); texts that would run as formulas get an apostrophe. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')
}

function written(cell: Cell): string {
  const text = String(cell ?? '')
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Saves rows as a file on the device. */
export function downloadCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  // With the mark, spreadsheets read it as UTF-8.
  const blob = new Blob(['\ufeff', csvText(rows)], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}
