/** What an approval looks at; amounts in 1/10,000 of the company's currency. */
export interface ApprovalCase {
  /** What the order is worth in the company's currency. */
  value: number
  /** Up to it nobody needs to be asked; null when there is no limit. */
  limit: number | null
  /** Whether the actor made the order what it is. */
  isOwnWork: boolean
  mayApprove: boolean
}

/** `automatic`: nobody needs to be asked. `person`: the actor approves. Else why they may not. */
export type ApprovalRuling = 'automatic' | 'person' | 'permission' | 'four_eyes'

/**
 * Without a limit whoever may approve does, the author too. With one, an order up to it approves
 * itself, and one above it needs somebody who did not write it.
 */
export function ruleOnApproval({
  value,
  limit,
  isOwnWork,
  mayApprove,
}: ApprovalCase): ApprovalRuling {
  if (limit !== null && value <= limit) return 'automatic'
  if (!mayApprove) return 'permission'
  return limit !== null && isOwnWork ? 'four_eyes' : 'person'
}

/**
 * Whether a change took an order out of what was approved: its total rose above that, or it
 * approved itself and is now worth more than the limit.
 */
export function outgrewApproval(order: {
  total: number
  approvedTotal: number | null
  approvedByPerson: boolean
  value: number
  limit: number | null
}): boolean {
  if (order.approvedTotal === null) return false
  if (order.total > order.approvedTotal) return true
  return !order.approvedByPerson && order.limit !== null && order.value > order.limit
}
