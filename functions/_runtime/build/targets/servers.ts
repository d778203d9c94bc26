import type { Target } from '../target.ts'
import { appSource } from '../units.ts'

/** A server of its own on Node.js, Bun or Deno. */
function server(name: 'node' | 'bun' | 'deno', serve: string): Target {
  return {
    kind: 'node',
    isServer: true,
    bundles: (unit) => [
      {
        file: `${unit.name}/server.mjs`,
        source: `import { ${serve} } from '#functions/_runtime/${name}.node.ts'\n${appSource(unit)}await ${serve}(app)\n`,
        endpoints: unit.endpoints.length,
      },
    ],
    files: () => ({}),
  }
}

export const node = server('node', 'serveOnNode')
export const bun = server('bun', 'serveOnBun')
export const deno = server('deno', 'serveOnDeno')
