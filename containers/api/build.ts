import { bundleServer } from './bundle.ts'

await bundleServer('dist', { sourceMaps: process.env['SOURCE_MAPS'] === 'true' })
