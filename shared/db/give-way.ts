/** Lets whatever else waits in this process run once; for long work that would block it. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
