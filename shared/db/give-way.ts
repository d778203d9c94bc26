const TURN_MS = 25
let turnBegan = 0

/**
 * Lets whatever else waits in this process run, when it has waited for 25 ms; for long work that
 * would block everybody else.
 */
export async function giveWay(): Promise<void> {
  if (performance.now() - turnBegan < TURN_MS) return
  await new Promise((resolve) => setTimeout(resolve, 0))
  turnBegan = performance.now()
}
