import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, fetch, type RequestInit } from 'undici'
import { freePort } from '#shared/testing/free-port.ts'
import { mara } from '#shared/testing/people.ts'
import { type Ended, output, run, type RunOptions } from './shell.ts'

const root = join(import.meta.dirname, '../..')

/** The environment of the engine's client, and which images are meant; nothing else of this shell. */
const passedOn = /^(PATH|HOME|TMPDIR|DOCKER_.*|XDG_.*|\w+_IMAGE)$/

export interface StackOptions {
  profiles?: string[]
  /** Variables as somebody would write them into .env. */
  env?: Record<string, string>
  /** Files on top of docker-compose.yml. */
  files?: string[]
  /** Files for ./certs, by their names. */
  certs?: Record<string, string>
}

/** All that another process needs to work with a stack. */
export interface StackHandle extends StackOptions {
  project: string
  httpPort: number
  httpsPort: number
  folder: string
}

export interface Container {
  Id: string
  Name: string
  State: {
    Status: string
    Pid: number
    ExitCode: number
    StartedAt: string
    OOMKilled: boolean
    Health?: { Status: string }
  }
  RestartCount: number
  Config: { User: string; Image: string; Env: string[] }
  HostConfig: {
    ReadonlyRootfs: boolean
    CapDrop: string[] | null
    CapAdd: string[] | null
    Privileged: boolean
    SecurityOpt: string[] | null
    RestartPolicy: { Name: string }
    LogConfig: { Type: string; Config: Record<string, string> }
    Memory: number
    NanoCpus: number
    PidsLimit: number | null
  }
  Mounts: { Destination: string; Type: string; RW: boolean; Name?: string }[]
  NetworkSettings: {
    Networks: Record<string, { IPAddress: string }>
    Ports: Record<string, { HostIp: string; HostPort: string }[] | null>
  }
}

const trusting = new Agent({ allowH2: false, connect: { rejectUnauthorized: false } })

/** A stack of its own beside whatever else runs here: own names, own ports, own volumes. */
export class Stack implements AsyncDisposable {
  readonly handle: StackHandle
  token: string | undefined
  owner = mara

  constructor(handle: StackHandle) {
    this.handle = handle
  }

  /** Prepares a stack without starting it. */
  static async make(name: string, options: StackOptions = {}): Promise<Stack> {
    const folder = mkdtempSync(join(tmpdir(), `stockroom-stack-${name}-`))
    // The user of nginx must be able to look into it.
    chmodSync(folder, 0o755)
    const handle = {
      ...options,
      folder,
      project: `stockroom-test-${name}`,
      httpPort: await freePort(),
      httpsPort: await freePort(),
    }
    const stack = new Stack(handle)
    writeFileSync(join(folder, 'empty.env'), '')
    for (const [file, text] of Object.entries(options.certs ?? {})) stack.putCertificate(file, text)
    await stack.down()
    return stack
  }

  get url(): string {
    return `https://localhost:${this.handle.httpsPort}`
  }

  putCertificate(file: string, text: string, mode = 0o644): void {
    const path = join(this.handle.folder, file)
    rmSync(path, { force: true })
    writeFileSync(path, text, { mode })
  }

  removeCertificates(): void {
    for (const file of ['fullchain.pem', 'privkey.pem']) {
      rmSync(join(this.handle.folder, file), { force: true })
    }
  }

  /** The environment and the arguments of every `docker compose` for this stack. */
  #command(args: string[]): { args: string[]; env: NodeJS.ProcessEnv } {
    const { project, profiles = [], files = [], env, folder, httpPort, httpsPort } = this.handle
    const own = Object.entries(process.env).filter(([name]) => passedOn.test(name))
    return {
      env: {
        ...Object.fromEntries(own),
        TEST_CERTS: folder,
        HTTP_PORT: `127.0.0.1:${httpPort}`,
        HTTPS_PORT: `127.0.0.1:${httpsPort}`,
        PUBLIC_URL: this.url,
        ...env,
      },
      args: [
        ...['compose', '--ansi', 'never', '--project-name', project, '--project-directory', root],
        ...['--env-file', join(folder, 'empty.env')],
        ...['docker-compose.yml', 'containers/testing/compose.yml', ...files].flatMap((file) => [
          '-f',
          file.startsWith('/') ? file : join(root, file),
        ]),
        ...profiles.flatMap((profile) => ['--profile', profile]),
        ...args,
      ],
    }
  }

  /** `docker compose …` to its end, whatever that is. */
  try(args: string[], options: RunOptions = {}): Promise<Ended> {
    const command = this.#command(args)
    return run('docker', command.args, { ...options, env: command.env })
  }

  /** `docker compose …`, which must succeed; gives what it printed. */
  compose(args: string[], options: RunOptions = {}): Promise<string> {
    const command = this.#command(args)
    return output('docker', command.args, { ...options, env: command.env })
  }

  /** Starts the stack and waits until all of it is healthy; the error tells what it logged. */
  async up(...more: string[]): Promise<void> {
    const wait = ['up', '-d', '--wait', '--wait-timeout', '90', '--no-build', ...more]
    const { code, printed } = await this.try(wait)
    if (code === 0) return
    const { printed: logs } = await this.try(['logs', '--no-color', '--tail', '20'])
    throw new Error(`the stack does not become healthy:\n${printed}\n${logs}`)
  }

  down(...more: string[]): Promise<string> {
    return this.compose(['down', '--volumes', '--remove-orphans', '--timeout', '5', ...more])
  }

  exec(service: string, ...command: string[]): Promise<string> {
    return this.compose(['exec', '-T', service, ...command])
  }

  /** A program inside a container, whatever comes of it. */
  tryExec(service: string, ...command: string[]): Promise<Ended> {
    return this.try(['exec', '-T', service, ...command])
  }

  /** What a service wrote since it was made. */
  async logs(service: string): Promise<string> {
    const { Id } = await this.container(service)
    return (await run('docker', ['logs', Id])).printed
  }

  async container(service: string): Promise<Container> {
    const id = (await this.compose(['ps', '-a', '-q', service])).trim()
    const [container] = JSON.parse(await output('docker', ['inspect', id])) as Container[]
    if (!container) throw new Error(`there is no container of ${service}`)
    return container
  }

  fetch(path: string, init: RequestInit = {}) {
    const dispatcher = trusting
    return fetch(`${this.url}${path}`, { redirect: 'manual', ...init, dispatcher })
  }

  /** A call of the API, signed in when there is a token. */
  send(method: string, path: string, body?: unknown, extra: Record<string, string> = {}) {
    const headers: Record<string, string> = { ...extra }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (this.token !== undefined) headers['authorization'] = `Bearer ${this.token}`
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    return this.fetch(`/api${path}`, init)
  }

  /** The body of an answer; anything but success is an error. */
  async get<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text) as T
  }

  /** Makes the first owner, or signs the owner in. */
  async signIn(): Promise<void> {
    this.token = undefined
    const answer = await this.send('POST', '/auth/setup', this.owner)
    const { email, password } = this.owner
    const fresh = answer.ok
      ? ((await answer.json()) as { accessToken: string })
      : await this.get<{ accessToken: string }>('POST', '/auth/login', { email, password })
    this.token = fresh.accessToken
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down()
    rmSync(this.handle.folder, { recursive: true, force: true })
  }
}
