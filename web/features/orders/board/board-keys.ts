import {
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  pointerWithin,
  rectIntersection,
} from '@dnd-kit/core'

const INSET_PX = 6

/**
 * An arrow key carries a card one column to the side that it points to. Columns are taken as they
 * stand on the screen, so in a page from right to left the arrows follow what one sees.
 */
export const columnByColumn: KeyboardCoordinateGetter = (event, { context }) => {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 0, ArrowUp: 0 }
  const step = steps[event.code]
  if (step === undefined) return undefined
  event.preventDefault()
  const columns = [...context.droppableRects]
    .map(([id, rect]) => ({ id, rect }))
    .sort((a, b) => a.rect.left - b.rect.left)
  const here = columns.findIndex(({ id }) => id === context.over?.id)
  const next = columns[here + step]
  if (here < 0 || !next || step === 0) return undefined
  const element = context.droppableContainers.get(next.id)?.node.current
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const rect = element?.getBoundingClientRect() ?? next.rect
  return { x: rect.left + INSET_PX, y: rect.top + INSET_PX }
}

/** The column under the pointer; with the keyboard the one at which the card begins. */
export const columnUnder: CollisionDetection = (args) => {
  if (args.pointerCoordinates) return pointerWithin(args)
  const x = args.collisionRect.left + INSET_PX
  const found = args.droppableContainers.filter(({ id }) => {
    const rect = args.droppableRects.get(id)
    return rect !== undefined && rect.left <= x && x < rect.right
  })
  return found.length > 0 ? found.map(({ id }) => ({ id })) : rectIntersection(args)
}
