import { type PaymentTrigger, paymentTriggers, type PaymentType } from './payments.ts'

/** A part of an order's total, as the terms of its supplier ask for it. */
export interface Instalment {
  /** In 1/1,000 percent. */
  percent: number
  type: Extract<PaymentType, 'deposit' | 'progress' | 'balance' | 'full'>
  /** What its due date waits for, and how many days after it. */
  trigger: PaymentTrigger
  days: number
  /** What must not begin before it is paid. */
  holds: 'production' | 'shipment' | null
}

export interface Terms {
  /** At least one, by when they are due; their percents add up to 100. */
  instalments: Instalment[]
  /** What had to be assumed, for people to check; null when the text said all of it. */
  note: string | null
}

type Due = Pick<Instalment, 'trigger' | 'days' | 'holds'>
/** One clause of the text: its percent, null for "the rest", and when it is due, null when not said. */
interface Clause {
  percent: number | null
  due: Due | null
}

const ALL = 100_000
const MOST_INSTALMENTS = 12

const inAdvance: Due = { trigger: 'confirmation', days: 0, holds: 'production' }
const beforeShipment: Due = { trigger: 'shipment', days: 0, holds: 'shipment' }
const atShipment: Due = { trigger: 'shipment', days: 0, holds: null }
const onReceipt: Due = { trigger: 'receipt', days: 0, holds: null }

/** Words for the events that days are counted from; an invoice comes with the shipment. */
const events: readonly (readonly [RegExp, PaymentTrigger])[] = [
  [/^((shipment|shipping|dispatch|invoice)( date)?)$/, 'shipment'],
  [/^(copy of )?(b\/?l|bill of lading)( copy| date)?$/, 'shipment'],
  [/^(arrival|arrival at port|customs( clearance)?)$/, 'arrival'],
  [/^(receipt|receipt of goods|delivery|goods receipt|goods received)$/, 'receipt'],
  [/^(confirmation|order confirmation|acceptance)$/, 'confirmation'],
  [/^(order|purchase order|order date)$/, 'order'],
]

const advanceWords =
  /^(payment )?(in advance|advance( payment)?|prepaid|prepayment|upfront|up front|deposit|down ?payment|cash in advance|cia|before production)$/
const withOrderWords = /^((deposit|cash|payment|in advance|advance) )?(with|on) order$|^cwo$/
const beforeWords =
  /^((balance|payment|payable|due|rest|remainder) )?(before|prior to) (shipment|shipping|dispatch|delivery)$/
const onEventWords =
  /^((balance|cash|payment|payable|due|rest|remainder) )?(on|at|upon|against) (.+)$/
const daysWords =
  /^((balance|payment|payable|due|rest|remainder) )?(net ?)?(\d{1,4})( days?)?( net)?(?: (?:after|from) (.+))?$/
/** `2/10 net 30`: two percent off within ten days. */
const discountWords = /^\d{1,2}(?:\.\d+)?%?\/\d{1,3},? (?:net |n\/)(\d{1,3})(?: days)?$/

/**
 * Reads payment terms such as `30/70 before shipment` or `net 30 after receipt`. A text that is not
 * understood in full gives one payment of everything on receipt and says so in its note: nothing
 * is then paid too early, and nobody is held up by a condition that was never agreed.
 */
export function parseTerms(text: string | null): Terms {
  const plain = (text ?? '').toLowerCase().replaceAll('％', '%').replaceAll(/\s+/g, ' ').trim()
  if (plain === '') {
    return { instalments: [whole(onReceipt)], note: 'no payment terms given: due on receipt' }
  }
  // How the money is sent says nothing of when.
  const worded = plain.replaceAll(/ ?\b(by )?t\/?t\b ?/g, ' ').trim()
  const shared = shares(worded)
  const discounted = discountWords.exec(worded)
  if (discounted && !shared) {
    const due = { ...onReceipt, days: Number(discounted[1]) }
    return { instalments: [whole(due)], note: 'the discount for early payment is not planned' }
  }
  const clauses = shared ?? clausesOf(worded)
  const complete = clauses && withPercents(clauses)
  if (!complete) {
    const note = `payment terms not understood, check them: “${text?.trim() ?? ''}”`
    return { instalments: [whole(onReceipt)], note }
  }
  const [first, second] = complete
  if (!second) {
    const due = first?.due ?? onReceipt
    return { instalments: [whole(due)], note: first?.due ? noteOf(worded) : assumed }
  }
  const dated = complete.map(({ percent, due }, index) => ({
    percent,
    ...(due ?? usualDue(index, complete.length)),
  }))
  const instalments = dated.toSorted(inTheirTurn).map((part, index, { length }): Instalment => {
    return { ...part, type: typeAt(index, length, part) }
  })
  return { instalments, note: complete.every(({ due }) => due) ? noteOf(worded) : assumed }
}

const assumed = 'the payment terms do not say when each part is due: the dates are assumed'

/** The day count of `net 30` has no event, so receipt is taken; that is said. */
function noteOf(plain: string): string | null {
  const counted = /\b(net ?\d+|\d+ days?( net)?|\d+ net)( days?)?$/.test(plain)
  return counted
    ? 'the payment terms do not say what the days count from: receipt is assumed'
    : null
}

function whole(due: Due): Instalment {
  return { percent: ALL, type: 'full', ...due }
}

/** `30/70 before shipment`, `30/40/30`: shares, and when the last one is due. */
function shares(plain: string): Clause[] | undefined {
  const match = /^(\d[\d.% ]*(?:\/ ?\d[\d.]* ?%? ?)+)(.*)$/.exec(plain)
  if (!match) return undefined
  const [, list = '', rest = ''] = match
  const percents = list.split('/').map((share) => percentOf(share) ?? NaN)
  if (percents.reduce((sum, percent) => sum + percent, 0) !== ALL) return undefined
  const last = rest.trim() === '' ? null : dueOf(rest.trim())
  if (last === undefined) return undefined
  return percents.map((percent, index) => ({
    percent,
    due: index === percents.length - 1 ? last : index === 0 ? inAdvance : null,
  }))
}

/** `50% deposit, 50% before shipment`; undefined when a clause is not understood. */
function clausesOf(plain: string): Clause[] | undefined {
  const clauses: Clause[] = []
  for (const part of plain.split(/ ?(?:[,;+&]|\/ ?(?=\d)| and | then ) ?/)) {
    // `deposit 30%` is the same as `30% deposit`.
    const turned = part.replace(/^([a-z][a-z ]*) (\d[\d.]* ?%)(.*)$/, '$2 $1$3')
    const match = /^(\d[\d.]*) ?% ?(.*)$/.exec(turned)
    const words = match?.[2] ?? part
    const percent = match ? percentOf(match[1] ?? '') : null
    if (percent === undefined) return undefined
    const bare = /^(balance|rest|remainder|payment|full payment)?$/.test(words)
    if (bare && !match && !/^(balance|rest|remainder)$/.test(words)) return undefined
    const due = bare ? null : dueOf(words)
    if (due === undefined) return undefined
    clauses.push({ percent, due })
  }
  return clauses
}

/** When a payment with this description is due; undefined when it says something else. */
function dueOf(words: string): Due | undefined {
  if (advanceWords.test(words)) return inAdvance
  if (withOrderWords.test(words)) return { ...inAdvance, trigger: 'order' }
  if (beforeWords.test(words)) return beforeShipment
  if (words === 'cod') return onReceipt
  const on = onEventWords.exec(words)
  if (on) {
    const trigger = eventOf(on[4])
    return trigger && { trigger, days: 0, holds: null }
  }
  const counted = daysWords.exec(words)
  if (!counted) return undefined
  const days = Number(counted[4])
  const trigger = counted[7] === undefined ? 'receipt' : eventOf(counted[7])
  // A bare number says nothing; it needs `net`, `days` or an event.
  const said = [counted[3], counted[5], counted[6], counted[7]].some((part) => part !== undefined)
  return trigger && said && days <= 3_650 ? { trigger, days, holds: null } : undefined
}

function eventOf(words: string | undefined): PaymentTrigger | undefined {
  const plain = (words ?? '').replace(/^(the|date of) /, '')
  return events.find(([pattern]) => pattern.test(plain))?.[1]
}

/** `30`, `33.3%` in 1/1,000 percent. */
function percentOf(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text.replace('%', '').trim())
  if (!match) return undefined
  const [, units = '', fraction = ''] = match
  return Number(units + fraction.padEnd(3, '0'))
}

/** Gives the one clause without a percent the rest; undefined when they do not make 100 percent. */
function withPercents(
  clauses: readonly Clause[],
): { percent: number; due: Due | null }[] | undefined {
  const said = clauses.reduce((sum, { percent }) => sum + (percent ?? 0), 0)
  const unsaid = clauses.filter(({ percent }) => percent === null).length
  if (unsaid > 1 || said > ALL || clauses.length > MOST_INSTALMENTS) return undefined
  if (unsaid === 1 && said === ALL) return undefined
  const complete = clauses.map(({ percent, due }) => ({ percent: percent ?? ALL - said, due }))
  // `30% deposit` alone leaves the rest open.
  if (unsaid === 0 && said < ALL) complete.push({ percent: ALL - said, due: null })
  return complete.filter(({ percent }) => percent > 0)
}

function usualDue(index: number, count: number): Due {
  if (index === 0) return inAdvance
  return index === count - 1 && count > 2 ? onReceipt : atShipment
}

/** `70% before shipment, 30% deposit` asks for the deposit first, whatever is written first. */
function inTheirTurn(a: Due, b: Due): number {
  return turnOf(a) - turnOf(b) || a.days - b.days
}

function turnOf({ trigger, days, holds }: Due): number {
  if (trigger === 'order' || trigger === 'confirmation') return days === 0 ? 0 : 1
  return 2 * paymentTriggers.indexOf(trigger) + (holds === null ? 1 : 0)
}

function typeAt(index: number, count: number, due: Due): Instalment['type'] {
  if (index === count - 1) return 'balance'
  return index === 0 && due.holds === 'production' ? 'deposit' : 'progress'
}
