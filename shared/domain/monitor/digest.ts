import { type AlertKind, CRITICAL } from './alerts.ts'

/** An alert as a line of the digest. */
export interface DigestAlert {
  kind: AlertKind
  /** 1 to 3. */
  severity: number
  sku: string
  name: string
  /** What is wrong, in one sentence. */
  sentence: string
}

/** So many alerts are described; the others are counted. */
export const DIGEST_LINES = 100

const headings: Readonly<Record<AlertKind, string>> = {
  out_of_stock: 'Out of stock',
  stockout: 'Running out before goods can come',
  late_order: 'Late orders',
  low_stock: 'Low stock',
  over_stock: 'More than the maximum',
}

/**
 * The mail about alerts that are new or worse.
 *
 * @param alerts at least one, the worst first
 * @param count how many there are, when `alerts` holds only the worst
 */
export function digestMail(
  alerts: readonly DigestAlert[],
  count: { all: number; critical: number },
  { companyName, publicUrl }: { companyName: string; publicUrl: string },
): { subject: string; text: string } {
  const named = alerts.slice(0, DIGEST_LINES)
  const sections = Object.entries(headings).flatMap(([kind, heading]) => {
    const lines = named.filter((alert) => alert.kind === kind).map(line)
    return lines.length > 0 ? [[heading, ...lines].join('\n')] : []
  })
  if (count.all > named.length) sections.push(`… and ${count.all - named.length} more`)
  const many = count.all === 1 ? '1 stock alert' : `${count.all} stock alerts`
  const critical = count.critical > 0 ? `, ${count.critical} critical` : ''
  return {
    subject: `${companyName}: ${many}${critical}`,
    text: `${[
      'New or worse since the last mail:',
      ...sections,
      `All alerts: ${publicUrl}/alerts`,
    ].join('\n\n')}\n`,
  }
}

function line({ severity, sku, name, sentence }: DigestAlert): string {
  const mark = severity === CRITICAL ? '! ' : '- '
  return `${mark}${`${sku} ${name}: ${sentence}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`
}
