import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What the operator typed cannot be carried out; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** It was tried and did not succeed; the message is all that an operator needs to know. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** One command of the operator. */
export interface Command {
  /** What `stockroom <name> --help` prints. */
  usage: string
  /**
   * @param args what follows the name of the command
   * @returns the exit code: 0 when all is well, 1 when not, 2 when it could not be tried
   */
  run(args: string[]): Promise<number>
}

/** `parseArgs` of node:util, whose complaints are the operator's to read. */
export function parse<const T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** @throws UsageError when the text of an option is no number between the two */
export function wholeNumber(
  option: string,
  text: string | undefined,
  from: number,
  to: number,
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= from && value <= to) return value
  throw new UsageError(
    `${option}: a whole number from ${from} to ${to}, not ${JSON.stringify(text)}`,
  )
}
