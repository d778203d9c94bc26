/** What a spreadsheet would take for a formula, apostrophes before it left out. */
const formula = /^'*[=+\-@\t\r]/
const guarded = /^'+[=+\-@\t\r]/
const needsQuotes = /[",;\t\r\n]|^\s|\s$/

/** One record as a line, quoted where needed, ended by `\r\n` (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\r\n`
}

function quote(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The text with an apostrophe before it, where a spreadsheet would run it as a formula. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** Takes back exactly what `guardFormula` did. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && guarded.test(text) ? text.slice(1) : text
}
