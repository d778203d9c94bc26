/** What the letter to the supplier says of an order, every value as it is written. */
export interface OrderLetter {
  number: string
  company: string
  /** With its currency. */
  total: string
  expectedOn: string | null
  documentVersion: number
  /** What the buyer adds. */
  message: string | null
}

/** The mail that takes the document of an order to its supplier. */
export function orderLetter(order: OrderLetter): { subject: string; text: string } {
  const { number, company, total, expectedOn, documentVersion, message } = order
  const isNew = documentVersion > 1
  const facts = [
    `Total: ${total}`,
    ...(expectedOn === null ? [] : [`Delivery wanted: ${expectedOn}`]),
    ...(isNew ? [`Version ${documentVersion}: it replaces the version sent before.`] : []),
  ]
  const paragraphs = [
    'Good day,',
    `please find our purchase order ${number} attached. Please confirm it with your delivery date.`,
    facts.join('\n'),
    ...(message === null ? [] : [message]),
    `Kind regards\n${company}`,
  ]
  return {
    subject: `Purchase order ${number}${isNew ? `, version ${documentVersion},` : ''} from ${company}`,
    text: `${paragraphs.join('\n\n')}\n`,
  }
}
