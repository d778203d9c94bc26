/**
 * A text that keeps its own direction inside another one: a name in Latin letters would else take
 * the numbers behind it along, in a line that goes from right to left. Unicode 6.2, UAX #9: isolates.
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
