import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  all,
  codeOf,
  documents,
  pairs,
  read,
  root,
  section,
  sourcesOf,
} from '#shared/testing/documents.ts'

const compose = read('docker-compose.yml')
const services = all(compose.split('\nservices:\n')[1]?.split('\nnetworks:\n')[0] ?? '', /^ {2}([a-z-]+):$/gm) // prettier-ignore
const profiles = all(compose, /profiles: \[(\w+)\]/g)
const volumes = all(compose.split('\nvolumes:\n')[1] ?? '', /^ {2}([a-z-]+):$/gm)
const commands = all(read('containers/cli/stockroom.ts'), /^ {2}'?([a-z-]+)'?: \{\n {4}summary/gm)

/** The name by which a page of the repository is linked to within. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')

/** A line with a command of the operator: its name, and all that follows it. */
const calls = (code: string) => pairs(code, /(?<![=\w./-])stockroom ([a-z][a-z-]*)([^\n|&>]*)/g)

describe.each(documents)('%s', (document) => {
  const code = codeOf(document).join('\n').replaceAll('stockroom -- ', 'stockroom ')

  it('names commands of `stockroom` that there are, with options that they have', () => {
    for (const [name, rest] of calls(code)) {
      expect([...commands, 'help']).toContain(name)
      const options = all(rest, / (--[a-z-]+)/g).filter((option) => option !== '--help')
      const source = name === 'help' ? '' : read(`containers/cli/${name}.ts`)
      const missing = options.filter((option) => !source.includes(option))
      expect(missing, name).toEqual([])
    }
  })

  it('links to headings that there are', () => {
    const links = pairs(read(document), /\]\(([^)#\s]*)#([^)\s]+)\)/g)
    const missing = links
      .filter(([target]) => !target.includes('://'))
      .filter(([target, anchor]) => {
        const path = target === '' ? document : join(dirname(document), target)
        return !all(read(path), /^#+ (.*)$/gm)
          .map(anchorOf)
          .includes(anchor)
      })
    expect(missing).toEqual([])
  })

  it('names services and profiles of docker-compose.yml that there are', () => {
    const plain = '(?:-[^ ]+ (?:[A-Z]+=[^ ]+ )?|5 |20 )*'
    const verbs = '(?:exec|start|stop|restart|logs|ps|run)'
    const pattern = new RegExp(`docker compose (?:--profile \\S+ )?${verbs} ${plain}([a-z]+)`, 'g')
    const named = all(code, pattern)
    expect(named.filter((name) => !services.includes(name))).toEqual([])
    const switched = [
      ...all(code, /--profile ([a-z]+)/g),
      ...all(code, /COMPOSE_PROFILES=([a-z,]+)/g).flatMap((list) => list.split(',')),
    ]
    expect(switched.filter((name) => !profiles.includes(name))).toEqual([])
  })
})

describe('docs/install.md', () => {
  it('names every service with its profile, and every volume', () => {
    const told = pairs(
      section('docs/install.md', 'With Docker'),
      /^\| ([a-z][a-z-]+) +\| (?:`(\w+)`)?/gm,
    )
    expect(
      told
        .map(([name]) => name)
        .slice(1)
        .toSorted(),
    ).toEqual(services.toSorted())
    for (const [name, profile] of told.slice(1)) {
      const block = compose.split(`\n  ${name}:\n`)[1]?.split('\n\n')[0] ?? ''
      expect(/profiles: \[(\w+)\]/.exec(block)?.[1] ?? '', name).toBe(profile)
    }
    for (const volume of volumes) expect(read('docs/install.md')).toContain(`\`${volume}\``)
  })

  it('writes units and a script whose programs are built by what it says', () => {
    const programs = all(read('docs/install.md'), /\b(dist\/\w+\.mjs|web\/\.next\/[\w/]+\.js)\b/g)
    expect(programs).toEqual(['dist/server.mjs', 'web/.next/standalone/web/server.js', 'dist/stockroom.mjs']) // prettier-ignore
    const bundle = read('containers/api/bundle.ts')
    for (const name of ['server', 'stockroom'])
      expect(bundle).toContain(`    ${name}: 'containers/`)
    expect(read('containers/web/build.ts')).toContain(`join(web, '.next/standalone')`)
  })
})

describe('docs/operations.md', () => {
  it('explains events that are in the code', () => {
    const sources = sourcesOf('{shared,containers}/**/*.ts')
    const told = all(section('docs/operations.md', 'Logs'), /^\| (`.*?`) +\|/gm)
    const events = told.flatMap((cell) => all(cell, /`([^`]+)`/g))
    expect(events.length).toBeGreaterThan(10)
    expect(events.filter((event) => !sources.includes(`'${event}'`))).toEqual([])
  })

  it('names metrics that are in the code', () => {
    const named = all(codeOf('docs/operations.md').join('\n'), /\b(stockroom_\w+)/g)
    const metrics = read('containers/api/metrics.ts')
    expect(named).toHaveLength(2)
    expect(named.filter((name) => !metrics.includes(name))).toEqual([])
  })
})

describe('docs/troubleshooting.md', () => {
  /** Texts that are put together over several lines of the source are one again. */
  const sources = sourcesOf('{shared,functions,containers}/**/*.ts', 'nginx/*')
    .replaceAll(/['`] \+\s+['`]/g, '')
    .replaceAll('\\`', '`')
  /** Of other programs, which say it in their own words. */
  const foreign = [
    'password authentication failed for user',
    'database … does not exist',
    'port is already allocated',
    'address already in use',
    'server version mismatch',
  ]
  const command = /^(docker|stockroom|openssl|createdb|chown|ss|GET|POST) /

  const text = read('docs/troubleshooting.md')
  const headings = all(text, /^### (.*)$/gm)
  const quoted = codeOf('docs/troubleshooting.md')
    .filter((code) => code.split(' ').length > 3 && !code.includes('\n') && !command.test(code))
    .map((sentence) => sentence.replace(/^[A-Z_]+:? /, ''))

  it('quotes sentences that the programs say', () => {
    expect(quoted.length).toBeGreaterThan(35)
    const clauses = quoted
      .filter((sentence) => !foreign.some((one) => sentence.startsWith(one)))
      .flatMap((sentence) => sentence.split(/…|[;:,] |[()]/))
      .map((clause) => clause.trim())
    expect(clauses.filter((clause) => clause.length > 1 && !sources.includes(clause))).toEqual([])
  })

  it('has a cure beneath every symptom', () => {
    for (const heading of headings) {
      const [, rest = ''] = text.split(`\n### ${heading}\n`)
      const [cure = ''] = rest.split(/\n##/)
      expect(cure.trim().length, heading).toBeGreaterThan(60)
    }
  })
})

describe('docs/security.md', () => {
  it('names tests that there are', () => {
    const named = all(read('docs/security.md'), /`([\w/*-]+\.(?:test|container|browser)\.ts)`/g)
    expect(named.length).toBeGreaterThan(20)
    const missing = named.filter((path) => !path.includes('*') && !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })
})

describe('CONTRIBUTING.md', () => {
  it('names the checks that a branch rule can require, each with what it runs', () => {
    const [, jobs = ''] = read('.github/workflows/check.yml').split('\njobs:\n')
    const held = jobs
      .split(/^ {2}(?=[a-z-]+:$)/m)
      .filter((job) => job.trim() !== '')
      .map((job) => [/^[a-z-]+/.exec(job)?.[0] ?? '', all(job, /run: (make .*)$/gm)])
    const told = pairs(section('CONTRIBUTING.md', 'Checks'), /^\| `([a-z-]+)` +\| (.*?) +\|$/gm)
    expect(told.map(([name, runs]) => [name, all(runs, /`(make [^`]*)`/g)])).toEqual(held)
  })
})
