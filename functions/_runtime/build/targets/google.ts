import { json, type Target } from '../target.ts'
import { appSource } from '../units.ts'

/** Google Cloud Functions: a folder for each function, whose entry point is `api`. */
export const google: Target = {
  kind: 'node',
  isServer: false,
  bundles: (unit) => [
    {
      file: `${unit.name}/index.mjs`,
      source: `import { toListener } from '#functions/_runtime/listener.node.ts'\n${appSource(unit)}export const api = toListener(app)\n`,
      endpoints: unit.endpoints.length,
    },
  ],
  files: (units) =>
    Object.fromEntries(
      units.map(({ name }) => [
        `${name}/package.json`,
        json({ name: `stockroom-${name}`, private: true, type: 'module', main: 'index.mjs' }),
      ]),
    ),
}
