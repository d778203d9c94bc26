const times = /^(\d+(?:[.,]\d+)?)\s*[*×]\s*(.*)$/

/** What is looked for in `3*mug`: the words, with or without a quantity before them. */
export function wordsOf(typed: string): string {
  return (times.exec(typed)?.[2] ?? typed).trim()
}

/** How many are meant: `3*mug` is three of them. */
export function quantityOf(typed: string): string {
  return times.exec(typed)?.[1]?.replace(',', '.') ?? '1'
}
