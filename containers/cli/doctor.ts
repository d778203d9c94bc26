import { type Config, readConfig } from '../api/config.ts'
import { ConfigError } from '../api/config-error.ts'
import { type Command, parse } from './command.ts'
import { checkDatabase, checkKeys } from './doctor/database.ts'
import { fail, type Finding } from './doctor/finding.ts'
import { checkDisk, checkEngine, checkMemory } from './doctor/machine.ts'
import { checkPorts } from './doctor/ports.ts'
import { checkMail, checkSettings, checkTls } from './doctor/surroundings.ts'

const usage = `Checks this machine and everything that Stockroom needs, and says the cure of what is wrong.

  stockroom doctor [options]

  --json                 print the findings as JSON

It sends no mail and changes no data. Ends with 0 when nothing fails, else with 1.
`

const flags = { json: { type: 'boolean' } } as const
const marks = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' }

export const doctor: Command = {
  usage,
  async run(args) {
    const { values } = parse({ args, options: flags })
    const findings = await examine()
    if (values.json) console.log(JSON.stringify(findings, null, 2))
    else for (const finding of findings) console.log(lineOf(finding))
    return findings.some(({ level }) => level === 'fail') ? 1 : 0
  },
}

async function examine(): Promise<Finding[]> {
  const general = [...checkEngine(), checkMemory()]
  let config: Config
  try {
    config = readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const lines = error.message.split('\n  ')
    const faults = lines.length > 1 ? lines.slice(1) : lines
    const cure = 'see docs/configuration.md'
    return [...general, ...faults.map((fault) => fail('settings', fault, cure))]
  }
  return [
    ...general,
    checkDisk(config.DATA_DIR),
    ...checkSettings(config, process.env),
    ...(await checkPorts(config, process.env)),
    ...(await checkDatabase(config)),
    checkKeys(config),
    await checkTls(config),
    await checkMail(config),
  ]
}

function lineOf({ what, level, says, cure }: Finding): string {
  const line = `${marks[level]}  ${what.padEnd(11)} ${says}`
  return cure === undefined ? line : `${line}\n      ${''.padEnd(11)} → ${cure}`
}
