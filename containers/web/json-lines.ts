import { stripVTControlCharacters } from 'node:util'

// Loaded before the server of the pages: what it prints becomes one JSON object a line, as the log
// of the API is, so that whoever collects the logs can read both.

function asJsonLines(stream: NodeJS.WriteStream, level: 'info' | 'error'): void {
  const write = stream.write.bind(stream)
  let unfinished = ''
  const print = (chunk: Uint8Array | string) => {
    const lines = `${unfinished}${typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()}`
    const complete = lines.split('\n')
    unfinished = complete.pop() ?? ''
    for (const line of complete) if (line.trim() !== '') write(`${toJson(line, level)}\n`)
    return true
  }
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) => {
    const done = rest.find((item) => typeof item === 'function')
    const printed = print(chunk)
    if (done) process.nextTick(done)
    return printed
  }
}

function toJson(line: string, level: 'info' | 'error'): string {
  const event = stripVTControlCharacters(line).trim()
  return JSON.stringify({ at: new Date().toISOString(), level, event })
}

asJsonLines(process.stdout, 'info')
asJsonLines(process.stderr, 'error')
