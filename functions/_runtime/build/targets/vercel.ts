import { json, pathsOf, type Target } from '../target.ts'
import { appSource, type Unit } from '../units.ts'

const output = '.vercel/output'

/** Vercel: its Build Output API, version 3, for `vercel deploy --prebuilt`. */
export const vercel: Target = {
  kind: 'node',
  isServer: false,
  bundles: (unit) => [
    {
      file: `${folderOf(unit)}/index.mjs`,
      source: `import { toListener } from '#functions/_runtime/listener.node.ts'\n${appSource(unit)}export default toListener(app)\n`,
      endpoints: unit.endpoints.length,
    },
  ],
  files: (units) => ({
    [`${output}/config.json`]: json({
      version: 3,
      routes: units.flatMap(routesOf),
      ...(units.some(({ hasJobs }) => hasJobs) && {
        crons: [{ path: '/jobs/run', schedule: '* * * * *' }],
      }),
    }),
    ...Object.fromEntries(
      units.map((unit) => [
        `${folderOf(unit)}/.vc-config.json`,
        json({
          runtime: 'nodejs24.x',
          handler: 'index.mjs',
          launcherType: 'Nodejs',
          shouldAddHelpers: false,
          supportsResponseStreaming: true,
          maxDuration: 60,
        }),
      ]),
    ),
  }),
}

function folderOf({ name }: Unit): string {
  return `${output}/functions/${name}.func`
}

function routesOf(unit: Unit) {
  const dest = `/${unit.name}`
  const paths = unit.isWhole ? ['/api/.*'] : pathsOf(unit, () => '[^/]+')
  const routes = paths.map((path) => ({ src: `^${path}$`, dest }))
  return unit.hasJobs ? [...routes, { src: '^/jobs/run$', dest }] : routes
}
