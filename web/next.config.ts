import { join } from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: join(import.meta.dirname, '..'),
  turbopack: {
    root: join(import.meta.dirname, '..'),
    // The texts come compiled (lib/i18n/messages.ts); the reader of ICU messages would be 9 kB.
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
  // No page has an image that Next would scale, so what scales them, 20 MB, need not be shipped.
  images: { unoptimized: true },
  outputFileTracingExcludes: {
    '**/*': ['../node_modules/@img/**/*', '../node_modules/sharp/**/*'],
  },
  poweredByHeader: false,
  reactStrictMode: true,
  // `make check` checks the types, with the compiler that the rest of the project uses.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    staleTimes: { dynamic: 30 },
    // As much as the API takes of an import.
    proxyClientMaxBodySize: '51mb',
  },
}

export default config
