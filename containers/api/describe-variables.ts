import { alignedTable } from '#shared/db/schema-document.ts'
import { composeVariables } from './compose-variables.ts'
import { chapters, type Variable } from './variables.ts'

const LINE = 100

/** Defaults as docker-compose.yml gives them: `${NAME:-default}`. */
type ComposeDefaults = ReadonlyMap<string, string>

/** The default of a variable as one would write it; undefined when the code finds one out. */
export function defaultOf({ schema }: Variable): string | undefined {
  const parsed = schema.safeParse(undefined)
  if (!parsed.success || parsed.data === undefined) return undefined
  return String(parsed.data)
}

/** What docker-compose.yml puts in for what is not set. */
export function composeDefaults(compose: string): ComposeDefaults {
  const found = compose.matchAll(/\$\{([A-Z_]+)(?::?-([^}]*))?\}/g)
  return new Map([...found].map(([, name = '', text = '']) => [name, text]))
}

const documentHead = `# Configuration

Made from the code by \`npm run configuration\`; a test holds it true. Every setting is an environment
variable, and none has to be set. \`make start\` and \`docker compose\` read them from a file \`.env\`;
[.env.example](../.env.example) is one to begin with. What is set but empty counts as not set. A server or
a command that starts names everything that is wrong at once. What is not in these tables is ignored;
\`stockroom doctor\` points at names that look mistyped.

A secret is never shown, neither in the log nor in an error. It may come from a file instead:
\`SECRET_KEY_FILE\` names a file that holds \`SECRET_KEY\`. A variable that is set itself comes first.
Exchanged keys in files are noticed within seconds, everything else at the next start.

\`make dev\` begins with [.env.development](../.env.development), servers that tests start with
[.env.test](../.env.test).
`

/** docs/configuration.md. */
export function renderConfiguration(compose: ComposeDefaults): string {
  const parts = chapters.map(({ title, variables }) => {
    const rows = Object.entries(variables).map(([name, variable]) => {
      const text = defaultOf(variable)
      const own = text === undefined ? (variable.otherwise ?? '') : code(text)
      const standard = compose.get(name)
        ? `${own}; Docker Compose: ${code(compose.get(name) ?? '')}`
        : own
      const isSecret = variable.secret ? `yes, \`${name}_FILE\`` : ''
      return [`\`${name}\``, coded(variable.about), standard, code(variable.example), isSecret]
    })
    const head = ['variable', 'what it is for', 'default', 'example', 'secret, or from a file']
    return `## ${title}\n\n${alignedTable([head, ...rows])}`
  })
  const rows = Object.entries(composeVariables).map(([name, { about, example }]) => {
    return [`\`${name}\``, coded(about), code(compose.get(name) ?? ''), code(example)]
  })
  const head = ['variable', 'what it is for', 'default', 'example']
  const last = `## Docker Compose\n\nOnly \`docker-compose.yml\` reads these.\n\n${alignedTable([head, ...rows])}`
  return [documentHead, ...parts, last].join('\n')
}

const exampleHead = `# Every variable, with its default: take the # before a name away and set what shall be otherwise.
# docs/configuration.md says the same as a table; both are made by \`npm run configuration\`.
# Secrets may also come from files: SECRET_KEY_FILE names a file that holds SECRET_KEY, and so on.
`

/** .env.example. */
export function renderExample(compose: ComposeDefaults): string {
  const parts = chapters.map(({ title, variables }) => {
    const lines = Object.entries(variables).map(([name, variable]) => {
      const text = defaultOf(variable)
      const otherwise = text === undefined ? ` Empty: ${variable.otherwise ?? ''}.` : ''
      const secret = variable.secret ? ` Secret, also as ${name}_FILE.` : ''
      const about = `${variable.about}${otherwise}${secret}`.replaceAll('`', '')
      return `${comment(about)}\n# ${name}=${text ?? ''}\n`
    })
    return `# --- ${title} ---\n${lines.join('')}`
  })
  const lines = Object.entries(composeVariables).map(
    ([name, { about }]) => `${comment(about)}\n# ${name}=${compose.get(name) ?? ''}\n`,
  )
  const last = `# --- Docker Compose ---\n${lines.join('')}`
  return [exampleHead, ...parts, last].join('\n')
}

function code(text: string): string {
  if (text === '') return 'empty'
  return /^the output of|^what /.test(text) ? text : `\`${text}\``
}

/** Names of variables and paths stand out. */
function coded(text: string): string {
  return text.replaceAll(/(?<![`\w])(?:[A-Z]+_[A-Z_]+(?:=\w+)?|\/metrics|\/api|\/docs)\b/g, '`$&`')
}

function comment(text: string): string {
  const lines: string[] = []
  let line = '#'
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > LINE) {
      lines.push(line)
      line = '#'
    }
    line += ` ${word}`
  }
  return [...lines, line].join('\n')
}
