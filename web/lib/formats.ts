import { dayIn } from '#shared/domain/days.ts'

/** In the place of a currency that is not known yet: a wrong sign would be worse than none. */
export const NO_CURRENCY = 'XXX'
/** How languages write it. */
const noSigns = ['¤', NO_CURRENCY]

/**
 * Money, with the sign of the currency kept together: between words that go from right to left `US$`
 * would turn into `$US`.
 */
function written(format: Intl.NumberFormat, amount: number): string {
  return format
    .formatToParts(amount)
    .map(({ type, value }) => {
      if (type !== 'currency') return value
      if (noSigns.includes(value)) return ''
      return /[a-z]/i.test(value) ? `\u2066${value}\u2069` : value
    })
    .join('')
    .trim()
}

const plain = (format: Intl.NumberFormat, amount: number) => format.format(amount)

/** How a language and a time zone write money, quantities and time. */
export function formatsFor(locale: string, timeZone: string, companyCurrency: string) {
  const cache = new Map<string, Intl.NumberFormat>()
  const numberFormat = (key: string, options: Intl.NumberFormatOptions) => {
    let format = cache.get(key)
    if (!format) cache.set(key, (format = new Intl.NumberFormat(locale, options)))
    return format
  }
  const isWritten = locale.startsWith('ar') || companyCurrency === NO_CURRENCY
  const moneyText = isWritten ? written : plain
  // Days are dates without a zone; only instants are moved into the company's.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const shortDay = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const instant = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  return {
    locale,
    timeZone,
    companyCurrency,
    /** A decimal string of the API, such as a total or a price, with its currency. */
    money: (amount: string, currency: string = companyCurrency) =>
      moneyText(
        numberFormat(`money ${currency}`, {
          style: 'currency',
          currency,
          maximumFractionDigits: 4,
        }),
        Number(amount),
      ),
    /** The same in few characters, for charts and tiles: 12.4K. */
    shortMoney: (amount: string | number, currency: string = companyCurrency) =>
      moneyText(
        numberFormat(`short ${currency}`, {
          style: 'currency',
          currency,
          notation: 'compact',
          maximumFractionDigits: 1,
        }),
        Number(amount),
      ),
    /** A quantity, or a count; at most three decimals. */
    number: (value: number) => numberFormat('number', { maximumFractionDigits: 3 }).format(value),
    /** With its sign, for changes of stock. */
    signed: (value: number) =>
      numberFormat('signed', { maximumFractionDigits: 3, signDisplay: 'exceptZero' }).format(value),
    percent: (share: number) =>
      numberFormat('percent', { style: 'percent', maximumFractionDigits: 1 }).format(share),
    /** A day, `YYYY-MM-DD`. */
    day: (value: string) => day.format(new Date(`${value}T00:00:00Z`)),
    shortDay: (value: string) => shortDay.format(new Date(`${value}T00:00:00Z`)),
    /** A month, `YYYY-MM`. */
    month: (value: string) => month.format(new Date(`${value}-01T00:00:00Z`)),
    /** An instant, in the company's time zone. */
    instant: (value: string) => instant.format(new Date(value)),
    time: (value: string) => time.format(new Date(value)),
    /** `in 3 days`, `yesterday`. */
    days: (days: number) => relative.format(days, 'day'),
    /** The day that it is for the company, `YYYY-MM-DD`. */
    today: () => dayIn(timeZone, new Date()),
  }
}
