import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const readme = join(import.meta.dirname, '../../README.md')
const PLACE = 'http://localhost:8000'

/**
 * What README.md lets a reader type in the first five minutes, as one shell script that ends at the
 * first refused request, unless the reader is told that it will be refused.
 *
 * @param url of the server, instead of the one that the reader has
 * @param curlOptions for every call
 */
export function firstFiveMinutes(url: string, curlOptions = ''): { script: string; steps: number } {
  const [, chapter = ''] = readFileSync(readme, 'utf8').split('\n## The first five minutes\n')
  const [text = ''] = chapter.split('\n## ')
  const steps = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, step = '']) => step)
  const told = steps
    .join('\n')
    .replaceAll(PLACE, url)
    .replaceAll(/ # refused$/gm, ' || true')
  const strict = `set -eu\ncurl() { command curl --fail-with-body ${curlOptions} "$@"; }\n`
  return { script: strict + told, steps: steps.length }
}
