import { json, pathsOf, type Target } from '../target.ts'
import { appSource, type Unit } from '../units.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Azure Functions, programming model 4: a function app for each function. */
export const azure: Target = {
  kind: 'node',
  isServer: false,
  bundles: (unit) => [
    { file: `${unit.name}/index.mjs`, source: sourceOf(unit), endpoints: unit.endpoints.length },
  ],
  files: (units) =>
    Object.fromEntries(
      units.flatMap(({ name }) => [
        [
          `${name}/host.json`,
          json({
            version: '2.0',
            // The paths of the API begin with /api already.
            extensions: { http: { routePrefix: '' } },
            functionTimeout: '00:01:00',
          }),
        ],
        [
          `${name}/package.json`,
          json({ name: `stockroom-${name}`, private: true, type: 'module', main: 'index.mjs' }),
        ],
      ]),
    ),
}

function sourceOf(unit: Unit): string {
  const routes = unit.isWhole ? ['api/{*path}'] : pathsOf(unit, (name) => `{${name}}`)
  const http = routes.map((path, index) => {
    const route = path.replace(/^\//, '')
    const options = JSON.stringify({ methods, authLevel: 'anonymous', route }).slice(0, -1)
    return `azure.http('api${index}', ${options},"handler":own.handler})\n`
  })
  const timer = `azure.timer('jobs', { schedule: '0 * * * * *', handler: own.scheduled })\n`
  return `import { app as azure } from '@azure/functions'
import { toAzure } from '#functions/_runtime/azure.node.ts'
${appSource(unit)}const own = toAzure(app)
${http.join('')}${unit.hasJobs ? timer : ''}`
}
