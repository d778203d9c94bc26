import { join } from 'node:path'
import { makeSecretFile, SECRET_FILES } from '../api/secret-files.ts'
import { type Command, parse, UsageError } from './command.ts'

const usage = `Makes the files of secrets that are missing; what is there already stays as it is.

  stockroom secrets [NAME | NAME=TEMPLATE …] [options]

  NAME                   a file of that name gets 64 letters and digits by chance
  NAME=TEMPLATE          it gets this text, in which {other} stands for the secret called other, e.g.
                         database-url='postgres://shop:{shop-password}@postgres:5432/shop'

  --in FOLDER            default: DATA_DIR, or else ./data
  --mode MODE            of new files, default: 600
  --owner UID:GID        of new files; for whoever runs this as root

Without a name it makes ${SECRET_FILES.join(' and ')}, as a server does at its first start.
Ends with 0 when all are there, 1 when one cannot be made, 2 when it could not be tried.
`

const flags = {
  in: { type: 'string' },
  mode: { type: 'string' },
  owner: { type: 'string' },
} as const

/** Files go into one folder: a name is no path. */
const fileName = /^[a-z0-9][a-z0-9._-]*$/i

export const secrets: Command = {
  usage,
  run(args) {
    const { values, positionals } = parse({ args, options: flags, allowPositionals: true })
    const folder = values.in ?? (process.env['DATA_DIR'] || './data')
    const options = { mode: readMode(values.mode), owner: readOwner(values.owner) }
    const wanted = positionals.length > 0 ? positionals.map(readWanted) : byDefault
    for (const { name, template } of wanted) {
      const path = join(folder, name)
      const isNew = makeSecretFile(path, { ...options, ...(template && { template }) })
      console.log(`${path} ${isNew ? 'made' : 'was there'}`)
    }
    return Promise.resolve(0)
  },
}

interface Wanted {
  name: string
  template?: string
}

const byDefault: Wanted[] = SECRET_FILES.map((name) => ({ name }))

function readWanted(text: string): Wanted {
  const [name = '', ...rest] = text.split('=')
  if (!fileName.test(name)) throw new UsageError(`${JSON.stringify(name)} is no name of a file`)
  return rest.length > 0 ? { name, template: rest.join('=') } : { name }
}

function readMode(text = '600'): number {
  if (!/^[0-7]{3}$/.test(text)) throw new UsageError('--mode: three digits, such as 600')
  return Number.parseInt(text, 8)
}

function readOwner(text: string | undefined): { uid: number; gid: number } | undefined {
  if (text === undefined) return undefined
  const [, uid, gid] = /^(\d+):(\d+)$/.exec(text) ?? []
  if (uid === undefined || gid === undefined) throw new UsageError('--owner: numbers, as 1000:1000')
  return { uid: Number(uid), gid: Number(gid) }
}
