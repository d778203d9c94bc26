import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { equalInConstantTime } from '#shared/encoding.ts'
import { AppError, NotFoundError } from '#shared/errors.ts'
import type { AppEnv } from '#shared/http/env.ts'
import type { Metrics } from '#shared/http/metrics.ts'

export interface PageOptions {
  /** The bytes of one of the files of Swagger UI; undefined where the runtime carries none. */
  asset?: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  metrics?: Metrics
  /** When set, /metrics wants it as a bearer token. */
  metricsToken?: string | undefined
}

const assetTypes: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
])

/** Everything comes from here; nothing inline but what Swagger UI draws as data images. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stockroom API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/init.js"></script>
</body>
</html>
`

const init = `window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  persistAuthorization: true,
  displayRequestDuration: true,
  showExtensions: true,
  validatorUrl: null,
})
`

/** The pages outside `/api`: the documentation, which works offline, and the metrics. */
export function pages({ asset, metrics, metricsToken }: PageOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const gzip = compress({ encoding: 'gzip' })

  app.get('/docs', (c) => {
    c.get('http').route = '/docs'
    return c.body(page, 200, { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' })
  })

  app.get('/docs/init.js', (c) => {
    c.get('http').route = '/docs/init.js'
    return c.body(init, 200, { 'content-type': 'text/javascript; charset=utf-8' })
  })

  app.get('/docs/:file', gzip, async (c) => {
    c.get('http').route = '/docs/:file'
    const file = c.req.param('file')
    const type = assetTypes.get(file)
    const bytes = type === undefined ? undefined : await asset?.(file)
    if (type === undefined || !bytes) throw new NotFoundError('file', file)
    return c.body(bytes, 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' })
  })

  app.get('/metrics', async (c) => {
    c.get('http').route = '/metrics'
    if (!metrics) throw new NotFoundError('route', 'GET /metrics')
    if (metricsToken !== undefined && !isToken(c.req.header('authorization'), metricsToken)) {
      throw new AppError('UNAUTHENTICATED', 'send METRICS_TOKEN as a bearer token')
    }
    const { contentType, body } = await metrics.render()
    return c.body(body, 200, { 'content-type': contentType })
  })

  return app
}

function isToken(header: string | undefined, token: string): boolean {
  const bytes = (text: string) => new TextEncoder().encode(text)
  return equalInConstantTime(bytes(header ?? ''), bytes(`Bearer ${token}`))
}
