import type { BundleKind } from './bundle.ts'
import type { Unit } from './units.ts'

/** One bundle that a build makes. */
export interface Bundle {
  /** Below the folder of the build. */
  file: string
  source: string
  /** How many endpoints it holds. */
  endpoints: number
}

/** A platform that functions are built for. */
export interface Target {
  kind: BundleKind
  /** Whether it runs as a server of its own, with SQLite and the pages of the documentation. */
  isServer: boolean
  bundles(unit: Unit): Bundle[]
  /** The platform's own files, by their path below the folder of the build. */
  files(units: readonly Unit[]): Record<string, string>
}

/** The addresses of a unit as prefixes or patterns of a platform, each once. */
export function pathsOf({ endpoints, isWhole }: Unit, word: (name: string) => string): string[] {
  if (isWhole) return []
  return [
    ...new Set(
      endpoints.map(
        ({ path }) => `/api${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => word(name))}`,
      ),
    ),
  ]
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
