/** The parts of a comma-separated list; commas inside parentheses part nothing. */
export function splitList(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of text) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character === ',' && depth === 0) {
      parts.push(part)
      part = ''
    } else {
      part += character
    }
  }
  return [...parts, part]
}

/** Where the parenthesis that opens at `start` closes. */
export function closing(text: string, start: number): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    if (text[i] === '(') depth += 1
    if (text[i] === ')') depth -= 1
    if (depth === 0) return i
  }
  throw new Error(`a parenthesis is never closed: ${text}`)
}

/**
 * A small SQL expression as both databases can be brought to say it: PostgreSQL adds casts and
 * parentheses and turns `in` into arrays, SQLite keeps what was written.
 */
export function plainExpression(text: string): string {
  const spaced = text
    .replaceAll('"', '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/'(-?\d+)'::(?:integer|bigint)/g, '$1')
    .replaceAll(/::[a-z]+(\[\])?/g, '')
    .replaceAll(/= ANY (?:\(ARRAY\[([^\]]*)\]\)|\(\(ARRAY\[([^\]]*)\]\)\))/g, 'in ($1$2)')
  return lowerCased(withoutNeedlessParentheses(spaced.trim()))
}

/** Without those around the whole and those around a single comparison. */
function withoutNeedlessParentheses(text: string): string {
  for (const { index } of text.matchAll(/\(/g)) {
    const end = closing(text, index)
    const inner = text.slice(index + 1, end)
    const whole = index === 0 && end === text.length - 1
    const argument = /(\w|\bin )$/i.test(text.slice(0, index))
    if (whole || (!argument && isComparison(inner))) {
      return withoutNeedlessParentheses(text.slice(0, index) + inner + text.slice(end + 1))
    }
  }
  return text
}

function isComparison(text: string): boolean {
  return /[<>=]|\b(is|in|like)\b/i.test(text) && !/\b(and|or)\b/i.test(text)
}

/** Keywords and names in lower case, literals as they are. */
function lowerCased(text: string): string {
  return text.replaceAll(/'[^']*'|[^']+/g, (part) =>
    part.startsWith("'") ? part : part.toLowerCase(),
  )
}
