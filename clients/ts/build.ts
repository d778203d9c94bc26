import { spawnSync } from 'node:child_process'
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Compiles the package into dist/, before `npm pack` puts it together.
const here = import.meta.dirname
const root = join(here, '../..')

rmSync(join(here, 'dist'), { recursive: true, force: true })
const compiler = join(root, 'node_modules/ts7/bin/tsc')
const { status } = spawnSync(
  process.execPath,
  [compiler, '-p', join(here, 'tsconfig.build.json')],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
// Only in programs does the compiler turn `./answer.ts` into `./answer.js`; older ones ask for that.
for (const file of globSync(join(here, 'dist/*.d.ts'))) {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"))
}
copyFileSync(join(root, 'LICENSE'), join(here, 'LICENSE'))
