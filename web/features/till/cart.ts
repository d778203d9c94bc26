import {
  formatAmount,
  formatPrice,
  lineTotal,
  parseMoney,
  roundToCurrency,
} from '#shared/domain/money.ts'
import {
  isWhole,
  parseQuantity,
  QUANTITY_SCALE,
  quantityToNumber,
} from '#shared/domain/quantity.ts'
import type { SoldProduct } from '#web/lib/offline/known-products.ts'

/** A product that is being sold; a cart has one line for each. */
export interface CartLine {
  product: SoldProduct
  /** As typed, a decimal such as `2.5`; empty while somebody types. */
  quantity: string
  /** What one costs here; it may differ from the product's price. */
  unitPrice: string
}

export interface Cart {
  lines: readonly CartLine[]
  /** The product that keys and buttons are about: the one scanned last. */
  current: string | null
}

export const emptyCart: Cart = { lines: [], current: null }

/** Adds so many of a product; of one that is in the cart there are more then. */
export function addProduct(cart: Cart, product: SoldProduct, quantity = '1'): Cart {
  const stands = cart.lines.find((line) => line.product.id === product.id)
  if (!stands) {
    const line = { product, quantity, unitPrice: product.price }
    return { lines: [...cart.lines, line], current: product.id }
  }
  const sum = (scaledQuantity(stands) ?? 0) + (scaled(quantity) ?? 0)
  return changeLine({ ...cart, current: product.id }, product.id, { quantity: text(sum) })
}

export function changeLine(cart: Cart, productId: string, change: Partial<CartLine>): Cart {
  const lines = cart.lines.map((line) =>
    line.product.id === productId ? { ...line, ...change } : line,
  )
  return { ...cart, lines }
}

/** One more or one less; the last one stays, removing is another press. */
export function stepQuantity(cart: Cart, productId: string, by: 1 | -1): Cart {
  const line = cart.lines.find(({ product }) => product.id === productId)
  const next = (line ? (scaledQuantity(line) ?? 0) : 0) + by * QUANTITY_SCALE
  return next <= 0 ? cart : changeLine(cart, productId, { quantity: text(next) })
}

export function removeLine(cart: Cart, productId: string): Cart {
  const at = cart.lines.findIndex(({ product }) => product.id === productId)
  const lines = cart.lines.filter(({ product }) => product.id !== productId)
  return { lines, current: (lines[at] ?? lines.at(-1))?.product.id ?? null }
}

/** The line before or after the current one becomes it. */
export function moveCurrent(cart: Cart, by: 1 | -1): Cart {
  const at = cart.lines.findIndex(({ product }) => product.id === cart.current)
  const next = cart.lines[at + by]
  return next ? { ...cart, current: next.product.id } : cart
}

/** The product's price less so many percent, in whole cents. */
export function discounted(product: SoldProduct, percent: string): string {
  const off = scaled(percent) ?? 0
  const full = 100 * QUANTITY_SCALE
  const price = (parseMoney(product.price) * Math.max(0, full - off)) / full
  return formatPrice(roundToCurrency(Math.round(price), product.currency))
}

/** The same percent off every line. */
export function discountAll(cart: Cart, percent: string): Cart {
  const lines = cart.lines.map((line) => ({
    ...line,
    unitPrice: discounted(line.product, percent),
  }))
  return { ...cart, lines }
}

export type LineFault = 'noQuantity' | 'notWhole' | 'noPrice'

/** Why a line cannot be sold as it stands. */
export function faultOf(line: CartLine): LineFault | undefined {
  const quantity = scaledQuantity(line)
  if (quantity === undefined || quantity <= 0) return 'noQuantity'
  if (line.product.wholeUnits && !isWhole(quantity)) return 'notWhole'
  return attempt(() => parseMoney(line.unitPrice)) === undefined ? 'noPrice' : undefined
}

/** What a line comes to, as the API would say it. */
export function amountOf(line: CartLine): string {
  const { currency } = line.product
  return formatAmount(scaledAmount(line), currency)
}

export interface Total {
  currency: string
  amount: string
}

/** What all comes to, for each currency by itself. */
export function totalsOf({ lines }: Cart): Total[] {
  const sums = new Map<string, number>()
  for (const line of lines) {
    const { currency } = line.product
    sums.set(currency, (sums.get(currency) ?? 0) + scaledAmount(line))
  }
  return [...sums].map(([currency, sum]) => ({ currency, amount: formatAmount(sum, currency) }))
}

/** What comes back of what a customer gave; undefined when it is too little. */
export function changeFor({ amount, currency }: Total, given: string): string | undefined {
  const rest = attempt(() => parseMoney(given) - parseMoney(amount))
  return rest === undefined || rest < 0 ? undefined : formatAmount(rest, currency)
}

function scaledAmount(line: CartLine): number {
  const price = attempt(() => parseMoney(line.unitPrice)) ?? 0
  return lineTotal(price, scaledQuantity(line) ?? 0, line.product.currency)
}

function scaledQuantity(line: CartLine): number | undefined {
  return scaled(line.quantity)
}

function scaled(quantity: string): number | undefined {
  return attempt(() => parseQuantity(quantity))
}

function text(quantity: number): string {
  return String(quantityToNumber(quantity))
}

/** What is typed may be no number yet. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
