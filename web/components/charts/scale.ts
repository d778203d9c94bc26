/** From the values of an axis to places on the screen. */
export interface Scale {
  min: number
  max: number
  /** Round values at even distances, the first and the last included. */
  ticks: readonly number[]
}

const MOST_STEPS = 100

/**
 * Round values around all that are shown, about as many as asked for.
 *
 * @param fromZero whether nothing must be in sight: the length of a bar lies without it
 */
export function scaleFor(values: readonly number[], wanted = 4, fromZero = true): Scale {
  const low = Math.min(...values, fromZero ? 0 : Infinity)
  const high = Math.max(...values, fromZero ? 0 : -Infinity)
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { min: 0, max: 1, ticks: [0, 1] }
  if (low === high) {
    const size = Math.abs(high) || 1
    return low < 0
      ? { min: -size, max: 0, ticks: [-size, 0] }
      : { min: 0, max: size, ticks: [0, size] }
  }
  const step = roundStep((high - low) / wanted)
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  const count = Math.min(last - first, MOST_STEPS)
  // Multiplied, because adding up steps such as 0.1 would drift.
  const ticks = Array.from({ length: count + 1 }, (_, index) => trim((first + index) * step))
  return { min: trim(first * step), max: trim(last * step), ticks }
}

/** 1, 2, 2.5 or 5 times a power of ten, not below what is asked for. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5, 10].find((round) => round * power >= rough * 0.999) ?? 10
  return factor * power
}

function trim(value: number): number {
  return Number(value.toPrecision(12))
}

/** Which labels are drawn so that no two touch, by the places of their points; the last one always is. */
export function shownLabels(places: readonly number[], labelPx = 64): ReadonlySet<number> {
  const shown = new Set<number>()
  let next = Infinity
  for (const [index, place] of [...places.entries()].reverse()) {
    if (next - place < labelPx) continue
    shown.add(index)
    next = place
  }
  return shown
}

/** Shares of the width, from 0 to 1, at which points stand: by their instants, else evenly. */
export function shares(instants: readonly (number | undefined)[]): number[] {
  const known = instants.filter((instant) => instant !== undefined)
  const first = Math.min(...known)
  const last = Math.max(...known)
  if (known.length < instants.length || first === last) {
    return instants.map((_, index) => (instants.length < 2 ? 0.5 : index / (instants.length - 1)))
  }
  return known.map((instant) => (instant - first) / (last - first))
}

/** The index of the share that is nearest. */
export function nearest(all: readonly number[], share: number): number {
  let best = 0
  for (const [index, one] of all.entries()) {
    if (Math.abs(one - share) < Math.abs((all[best] ?? 0) - share)) best = index
  }
  return best
}
