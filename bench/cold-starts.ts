import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildFunctions, type TargetName } from '#functions/_runtime/build/build.ts'
import { root } from '#functions/_runtime/build/endpoints.ts'
import { binaries, startProgram } from '#functions/_runtime/testing/processes.ts'
import { startWorker } from '#functions/_runtime/testing/workerd.ts'
import { migratePostgres } from '#shared/db/postgres.ts'
import { startPostgres } from '#shared/testing/postgres-server.ts'

// How long each runtime takes from its start to its first answers: node bench/cold-starts.ts [times]

const times = Number(process.argv[2] ?? 5)
const folder = mkdtempSync(join(root, 'node_modules/.stockroom-cold-'))
const postgres = await startPostgres()
await migratePostgres(postgres.url)

const settings = {
  DATABASE_URL: postgres.url,
  DATA_DIR: folder,
  PORT: '0',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://stockroom.example',
  SECRET_KEY: 's'.repeat(40),
  DB_ENCRYPTION_KEY: 'd'.repeat(40),
}

interface Started {
  url: string
  startedInMs: number
  stop: () => Promise<void>
}

const host = join(root, 'functions/_runtime/testing/host.ts')
const starts: [string, TargetName, (built: string) => Promise<Started>][] = [
  ['Node.js', 'node', server('node')],
  ['Bun', 'bun', server('bun')],
  ['Deno', 'deno', server('deno')],
  ['workerd', 'workers', (built) => startWorker(join(built, 'stockroom/worker.js'), settings)],
  ['Lambda', 'lambda', hosted('http-api', 'stockroom/index.mjs')],
  ['Azure', 'azure', hosted('azure', 'stockroom/index.mjs')],
  ['Netlify', 'netlify', hosted('netlify', 'netlify/functions/stockroom.mjs')],
  ['Vercel', 'vercel', hosted('vercel', '.vercel/output/functions/stockroom.func/index.mjs')],
]

function server(runtime: 'node' | 'bun' | 'deno') {
  return (built: string) => {
    const file = join(built, 'stockroom/server.mjs')
    const args = runtime === 'deno' ? ['run', '--allow-all', '--no-config', file] : [file]
    return startProgram(binaries[runtime](), args, settings)
  }
}

function hosted(form: string, file: string) {
  return (built: string) =>
    startProgram(binaries.node(), ['--no-warnings', host, form, join(built, file)], settings)
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}

console.log('runtime      first answer   database ready   (median, ms)')
for (const [name, target, start] of starts) {
  const outdir = join(folder, target)
  await buildFunctions({ target, outdir })
  const answers: number[] = []
  const ready: number[] = []
  for (let run = 0; run < times; run++) {
    const began = performance.now()
    const running = await start(outdir)
    answers.push(running.startedInMs)
    const res = await fetch(`${running.url}/api/health/ready`)
    if (!res.ok) throw new Error(`${name} answered ${res.status}: ${await res.text()}`)
    ready.push(performance.now() - began)
    await running.stop()
  }
  console.log(
    `${name.padEnd(12)} ${String(median(answers)).padStart(12)} ${String(median(ready)).padStart(16)}`,
  )
}
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
