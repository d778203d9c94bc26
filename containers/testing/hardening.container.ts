import { describe, expect, inject, it } from 'vitest'
import { Stack } from './stack.ts'

const stack = new Stack(inject('stack'))

const MB = 2 ** 20
const limits = [
  { service: 'nginx', uid: 101, cpus: 0.5, memory: 128 * MB, pids: 64 },
  { service: 'frontend', uid: 1000, cpus: 0.5, memory: 512 * MB, pids: 128 },
  { service: 'backend', uid: 1000, cpus: 0.75, memory: 1024 * MB, pids: 128 },
]

/** The first of these files that there is: the layout of version 2, then of version 1. */
async function cgroup(service: string, ...files: string[]): Promise<string> {
  const script = `for f in ${files.join(' ')}; do [ -r $f ] && exec cat $f; done; exit 1`
  return (await stack.exec(service, 'sh', '-c', `cd /sys/fs/cgroup && ${script}`)).trim()
}

async function cpus(service: string): Promise<number> {
  const text = await cgroup(service, 'cpu.max', 'cpu/cpu.cfs_quota_us')
  const [quota = '', period = '100000'] = text.split(' ')
  return Number(quota) / Number(period)
}

describe.each(limits)('$service', ({ service, uid, ...expected }) => {
  it('is held to its limits by the kernel', async () => {
    expect(await cpus(service)).toBe(expected.cpus)
    const memory = await cgroup(service, 'memory.max', 'memory/memory.limit_in_bytes')
    expect(Number(memory)).toBe(expected.memory)
    expect(Number(await cgroup(service, 'pids.max', 'pids/pids.max'))).toBe(expected.pids)
  })

  it('runs as nobody special: no root, no capability, no way to gain one', async () => {
    const status = await stack.exec(service, 'cat', '/proc/1/status')
    const value = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
    expect(value('Uid').split('\t')).toEqual(Array(4).fill(String(uid)))
    expect(value('Gid').split('\t')).toEqual(Array(4).fill(String(uid)))
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
      expect(value(set), set).toBe('0000000000000000')
    }
    expect(value('NoNewPrivs')).toBe('1')
    expect(value('Seccomp')).toBe('2')
  })

  it('can write nowhere but to its volumes and to a /tmp that runs no programs', async () => {
    for (const path of ['/', '/app', '/etc', '/usr/local/bin', '/var/tmp']) {
      const { code, printed } = await stack.tryExec(service, 'sh', '-c', `[ -d ${path} ] || exit 9; echo x > ${path}/x`) // prettier-ignore
      if (code !== 9) expect(printed, path).toMatch(/Read-only file system|Permission denied/)
    }
    const mounts = await stack.exec(service, 'cat', '/proc/mounts')
    expect(mounts).toMatch(/^\S+ \/ \S+ ro,/m)
    expect(mounts).toMatch(/^tmpfs \/tmp tmpfs rw,nosuid,nodev,noexec/m)
    const { HostConfig } = await stack.container(service)
    expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapDrop: ['ALL'] })
  })

  it('comes back by itself and keeps its log small', async () => {
    const { HostConfig } = await stack.container(service)
    expect(HostConfig.RestartPolicy.Name).toBe('unless-stopped')
    expect(HostConfig.LogConfig.Config).toEqual({ 'max-size': '10m', 'max-file': '5' })
  })
})

it('mounts the certificates of the host read-only', async () => {
  const { printed, code } = await stack.tryExec('nginx', 'sh', '-c', 'echo x > /certs/x')
  expect(code).not.toBe(0)
  expect(printed).toContain('Read-only file system')
})

it('mounts nothing of the host but what it reads, and never the socket of the engine', async () => {
  for (const { service } of limits) {
    const { Mounts } = await stack.container(service)
    const ofHost = Mounts.filter(({ Type }) => Type === 'bind')
    expect(ofHost.map(({ Destination, RW }) => [Destination, RW])).toEqual(
      service === 'nginx' ? [['/certs', false]] : [],
    )
  }
})

it('ends what takes more memory than it may', async () => {
  const greedy = 'const a = []; for (;;) a.push(Buffer.alloc(64 * 2 ** 20, 1))'
  const { code } = await stack.try(['run', '--rm', '--no-deps', '-T', 'backend', 'node', '-e', greedy]) // prettier-ignore
  expect(code).toBe(137)
})

it('lets nothing of one stack fork without end', async () => {
  const forks = 'for i in $(seq 200); do sleep 5 & done; wait'
  const { printed } = await stack.try(['run', '--rm', '--no-deps', '-T', 'backend', 'sh', '-c', forks]) // prettier-ignore
  expect(printed).toMatch(/[Cc]annot fork|Resource temporarily unavailable/)
})
