import { pathsOf, type Target } from '../target.ts'
import { appSource, type Unit } from '../units.ts'

/** Netlify: one file for each function, and a scheduled one. */
export const netlify: Target = {
  kind: 'node',
  isServer: false,
  bundles: (unit) => {
    const file = `netlify/functions/${unit.name}.mjs`
    if (unit.endpoints.length === 0) return [{ file, source: scheduled(unit), endpoints: 0 }]
    const own = { file, source: handler(unit), endpoints: unit.endpoints.length }
    if (!unit.hasJobs) return [own]
    const jobs = { file: 'netlify/functions/jobs.mjs', source: scheduled(unit), endpoints: 0 }
    return [own, jobs]
  },
  files: () => ({
    'netlify.toml': `[build]
  publish = "public"

[functions]
  directory = "netlify/functions"
`,
    'public/robots.txt': 'User-agent: *\nDisallow: /\n',
  }),
}

function handler(unit: Unit): string {
  const path = unit.isWhole ? ['/api/*'] : pathsOf(unit, (name) => `:${name}`)
  return `import { toNetlify } from '#functions/_runtime/netlify.node.ts'
${appSource(unit)}export default toNetlify(app).handler
export const config = ${JSON.stringify({ path })}
`
}

/** The jobs need no endpoint, so the file is small. */
function scheduled(unit: Unit): string {
  return `import { toNetlify } from '#functions/_runtime/netlify.node.ts'
${appSource({ ...unit, endpoints: [], isWhole: false })}export default toNetlify(app).scheduled
export const config = { schedule: '* * * * *' }
`
}
