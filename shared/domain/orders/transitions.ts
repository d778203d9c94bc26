import { AppError } from '../../errors.ts'
import { type OrderStage, pipeline, type PipelineStage } from './stages.ts'

export const orderActions = [
  'advance',
  'send',
  'back',
  'edit',
  'delete',
  'cancel',
  'hold',
  'release',
  'receive',
  'cancelRemaining',
] as const
export type OrderAction = (typeof orderActions)[number]

const underway = [
  'advance',
  'send',
  'back',
  'edit',
  'cancel',
  'hold',
  'release',
  'receive',
  'cancelRemaining',
] as const satisfies readonly OrderAction[]

/** What may be done to an order in a stage, as far as the stage decides. */
export const actionsIn: Readonly<Record<OrderStage, readonly OrderAction[]>> = {
  draft: ['advance', 'edit', 'delete', 'cancel', 'hold', 'release'],
  pending_approval: ['advance', 'back', 'edit', 'cancel', 'hold', 'release'],
  approved: ['advance', 'send', 'back', 'edit', 'cancel', 'hold', 'release'],
  ordered: underway,
  confirmed: underway,
  in_production: underway,
  shipped: underway,
  customs: underway,
  received: ['advance', 'edit', 'hold', 'release'],
  completed: ['edit'],
  cancelled: [],
}

/** What decides about actions beside the stage. */
export interface OrderState {
  stage: OrderStage
  onHold: boolean
  /** Whether anything was received. */
  received: boolean
  /** Whether nothing is still to come. */
  settled: boolean
}

const words: Readonly<Record<OrderAction, string>> = {
  advance: 'move on',
  send: 'be sent to its supplier',
  back: 'go back a stage',
  edit: 'be changed',
  delete: 'be deleted: cancel it instead',
  cancel: 'be cancelled',
  hold: 'be put on hold',
  release: 'be released',
  receive: 'be received',
  cancelRemaining: 'have the rest of a line cancelled',
}

/** Why an action is refused, as a sentence; undefined when it is allowed. */
export function refusalOf(order: OrderState, action: OrderAction): string | undefined {
  const { stage, onHold, received, settled } = order
  if (!actionsIn[stage].includes(action)) {
    return `an order that is ${stage} cannot ${words[action]}`
  }
  if ((action === 'advance' || action === 'send') && onHold) {
    return 'the order is on hold: release it first'
  }
  if (action === 'send' && settled) {
    return 'nothing of the order is still to come, so there is nothing to send'
  }
  if (action === 'release' && !onHold) return 'the order is not on hold'
  if (action === 'hold' && onHold) return 'the order is on hold already'
  if (!received) return undefined
  // Also before `ordered`: an amendment may have brought the order there.
  if (action === 'back') {
    return 'something was received already, so the order cannot go back'
  }
  if (action === 'cancel') {
    return 'something was received already, so the whole order cannot be cancelled: cancel what remains of its lines instead'
  }
  return undefined
}

/** @throws AppError ILLEGAL_STATE when the action is refused */
export function requireAllowed(order: OrderState, action: OrderAction): void {
  const refusal = refusalOf(order, action)
  if (refusal === undefined) return
  throw new AppError('ILLEGAL_STATE', refusal, { stage: order.stage, action })
}

/** The way from a stage to another one: the stages to move into, in order, or one step back. */
export type Route =
  | { direction: 'forward'; stages: readonly PipelineStage[] }
  | { direction: 'back'; stages: readonly [PipelineStage] }

/** @throws AppError ILLEGAL_STATE when there is no way */
export function routeTo(from: OrderStage, to: PipelineStage): Route {
  const order: readonly OrderStage[] = pipeline
  const [start, end] = [order.indexOf(from), order.indexOf(to)]
  if (start < 0) throw noWay(from, to, `an order that is ${from} stays ${from}`)
  if (start === end) throw noWay(from, to, `the order is ${to} already`)
  if (end > start) return { direction: 'forward', stages: pipeline.slice(start + 1, end + 1) }
  if (end === start - 1) return { direction: 'back', stages: [to] }
  const refusal = actionsIn[from].includes('back')
    ? `from ${from} an order can go back only to ${order[start - 1] ?? ''}`
    : `an order that is ${from} cannot ${words.back}`
  throw noWay(from, to, refusal)
}

/** The stage after this one; undefined at the end. */
export function stageAfter(stage: OrderStage): PipelineStage | undefined {
  const order: readonly OrderStage[] = pipeline
  const place = order.indexOf(stage)
  return place < 0 ? undefined : pipeline[place + 1]
}

function noWay(from: OrderStage, to: PipelineStage, sentence: string): AppError {
  return new AppError('ILLEGAL_STATE', sentence, { stage: from, target: to })
}
