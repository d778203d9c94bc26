import { json, pathsOf, type Target } from '../target.ts'
import { appSource, type Unit } from '../units.ts'

/** workerd behaves as it did on this day, whatever is changed later. */
export const COMPATIBILITY_DATE = '2026-07-01'

/** Cloudflare Workers: a folder with a worker and its `wrangler.jsonc` for each function. */
export const workers: Target = {
  kind: 'edge',
  isServer: false,
  bundles: (unit) => [
    {
      file: `${unit.name}/worker.js`,
      source: `import { toWorker } from '#functions/_runtime/worker.ts'\n${appSource(unit)}export default toWorker(app)\n`,
      endpoints: unit.endpoints.length,
    },
  ],
  files: (units) =>
    Object.fromEntries(units.map((unit) => [`${unit.name}/wrangler.jsonc`, configOf(unit)])),
}

function configOf(unit: Unit): string {
  const { name, hasJobs } = unit
  const paths = pathsOf(unit, () => '*')
  return `// First: npx wrangler secret put DATABASE_URL, then SECRET_KEY and DB_ENCRYPTION_KEY
${json({
  name: name === 'stockroom' ? name : `stockroom-${name}`,
  main: 'worker.js',
  compatibility_date: COMPATIBILITY_DATE,
  no_bundle: true,
  vars: { PUBLIC_URL: 'https://stockroom.example' },
  placement: { mode: 'smart' },
  observability: { enabled: true },
  ...(paths.length > 0 && {
    routes: paths.map((path) => ({
      pattern: `stockroom.example${path}`,
      zone_name: 'stockroom.example',
    })),
  }),
  ...(hasJobs && { triggers: { crons: ['* * * * *'] } }),
})}`
}
