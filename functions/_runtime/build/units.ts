import type { Endpoint } from './endpoints.ts'

/** How endpoints are spread over functions. */
export const splits = ['all', 'area', 'endpoint'] as const
export type Split = (typeof splits)[number]

/** What is deployed as one function. */
export interface Unit {
  /** `stockroom`, or what it holds: `inventory`, `inventory-sale`. */
  name: string
  endpoints: Endpoint[]
  /** True when it is the one that a clock wakes. */
  hasJobs: boolean
  /** True when it holds every endpoint there is. */
  isWhole: boolean
}

/** The name of the function that does nothing but the background work. */
export const JOBS = 'jobs'

/**
 * The functions that a build makes.
 *
 * @param only areas and endpoints (`inventory`, `auth/login`); everything when it is empty
 * @throws Error naming what there is not
 */
export function unitsOf(
  endpoints: readonly Endpoint[],
  only: readonly string[],
  split: Split,
): Unit[] {
  const names = new Set(endpoints.flatMap(({ name, area }) => [name, area]))
  const unknown = only.filter((name) => !names.has(name))
  if (unknown.length > 0) {
    const areas = [...new Set(endpoints.map(({ area }) => area))].join(', ')
    throw new Error(
      `--only: there is no ${unknown.join(', ')}; name areas (${areas}) or endpoints such as inventory/sale`,
    )
  }
  const chosen = endpoints.filter(
    ({ name, area }) => only.length === 0 || only.includes(name) || only.includes(area),
  )
  const isWhole = chosen.length === endpoints.length
  if (split === 'all') {
    const name = only.length === 1 ? slug(only[0] ?? '') : 'stockroom'
    return [{ name, endpoints: chosen, hasJobs: isWhole, isWhole }]
  }
  const groups = Map.groupBy(chosen, ({ name, area }) => (split === 'area' ? area : name))
  const units = [...groups].map(([name, own]) => ({
    name: slug(name),
    endpoints: own,
    hasJobs: false,
    isWhole: false,
  }))
  const jobs = { name: JOBS, endpoints: [], hasJobs: true, isWhole: false }
  return isWhole ? [...units, jobs] : units
}

/** What platforms take as the name of a function. */
function slug(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/g, '-')
}

/** The source of a module that names the endpoints of a unit `app`. */
export function appSource({ endpoints, isWhole }: Unit): string {
  if (isWhole) return "import { app } from '#functions/app.ts'\n"
  const imports = endpoints.map(
    ({ name }, index) => `import e${index} from '#functions/${name}.ts'`,
  )
  const routes = endpoints.map((_, index) => `.route('/', e${index})`)
  return [
    "import { endpoint } from '#shared/http/endpoint.ts'",
    ...imports,
    `const app = endpoint()${routes.join('')}\n`,
  ].join('\n')
}
