import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fail, type Finding, ok, warn } from './finding.ts'

const NODE = 24
/** `start_interval` of health checks. */
const DOCKER = 25
const COMPOSE: readonly [number, number] = [2, 24]
const MB = 2 ** 20
const ENOUGH_DISK_MB = 1_024
const LEAST_DISK_MB = 100
const ENOUGH_MEMORY_MB = 384
/** Nobody runs a clock from before this program was written. */
const WRITTEN = Date.parse('2026-11-01T00:00:00Z')

/** Whether containers can be run from here. */
export const hasDocker = () => versionOf('docker', ['version', '--format', '{{.Server.Version}}'])

/** Node.js, and the container engine where there is one. */
export function checkEngine(): Finding[] {
  const [major = 0] = process.versions.node.split('.').map(Number)
  const node =
    major >= NODE
      ? ok('engine', `Node.js ${process.versions.node}, ${availableParallelism()} cores`)
      : fail('engine', `Node.js ${process.versions.node}`, `install Node.js ${NODE} or newer`)
  const docker = hasDocker()
  if (docker === undefined) return [node]
  const compose = versionOf('docker', ['compose', 'version', '--short'])
  const isNew = docker[0] >= DOCKER && compose !== undefined && isAtLeast(compose, COMPOSE)
  const says = `Docker ${docker.join('.')}, Compose ${compose?.join('.') ?? 'missing'}`
  const cure = `install Docker Engine ${DOCKER} and Compose ${COMPOSE.join('.')} or newer`
  return [node, isNew ? ok('engine', says) : warn('engine', says, cure)]
}

type Version = readonly [major: number, minor: number]

function versionOf(program: string, args: string[]): Version | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 10_000 })
  const [, major, minor] = /(\d+)\.(\d+)/.exec(status === 0 ? stdout : '') ?? []
  return major === undefined ? undefined : [Number(major), Number(minor)]
}

function isAtLeast([major, minor]: Version, least: Version): boolean {
  return major > least[0] || (major === least[0] && minor >= least[1])
}

export function checkDisk(folder: string): Finding {
  const there = nearestFolder(resolve(folder))
  const { bavail, bsize, ffree, files } = statfsSync(there)
  const free = Math.floor((bavail * bsize) / MB)
  const says = `${free} MB free in ${there}`
  if (files > 0 && ffree === 0) return fail('disk', `${there} has no inodes left`, 'remove files')
  if (free < LEAST_DISK_MB) return fail('disk', says, 'make room: nothing can be stored soon')
  if (free < ENOUGH_DISK_MB) {
    return warn('disk', says, 'make room: a backup needs as much as the database')
  }
  return ok('disk', says)
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path))
}

/** What a container may use, where there is a limit, else what the machine has. */
export function checkMemory(): Finding {
  const limit = memoryLimit()
  if (limit !== undefined) {
    const says = `limited to ${Math.floor(limit / MB)} MB`
    const cure = `give at least ${ENOUGH_MEMORY_MB} MB`
    return limit / MB < ENOUGH_MEMORY_MB ? warn('memory', says, cure) : ok('memory', says)
  }
  const free = Math.floor(availableMemory() / MB)
  const says = `${free} of ${Math.floor(totalmem() / MB)} MB free`
  return free < ENOUGH_MEMORY_MB
    ? warn('memory', says, `free some: a server needs up to ${ENOUGH_MEMORY_MB} MB`)
    : ok('memory', says)
}

/** Of control groups 2 and 1. */
const limitFiles = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']

function memoryLimit(): number | undefined {
  const file = limitFiles.find((path) => existsSync(path))
  const limit = file === undefined ? Number.NaN : Number(readFileSync(file, 'utf8'))
  return limit > 0 && limit < totalmem() ? limit : undefined
}

/** Caches count as free, which Node's own figure leaves out. */
function availableMemory(): number {
  try {
    const [, kilobytes] =
      /^MemAvailable: +(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? []
    return kilobytes === undefined ? freemem() : Number(kilobytes) * 1_024
  } catch {
    return freemem()
  }
}

/** @param known instants that cannot lie in the future, each with whose it is */
export function checkClock(known: readonly { whose: string; at: number }[], now: number): Finding {
  const cure = 'set the clock, and let the machine follow a time server (timedatectl set-ntp true)'
  if (now < WRITTEN) return fail('clock', `it says ${new Date(now).toISOString()}`, cure)
  const TOLERANCE_MS = 60_000
  for (const { whose, at } of known) {
    if (at - now <= TOLERANCE_MS) continue
    const seconds = Math.round((at - now) / 1_000)
    return fail('clock', `it is ${seconds} s behind ${whose}`, cure)
  }
  return ok('clock', new Date(now).toISOString())
}
