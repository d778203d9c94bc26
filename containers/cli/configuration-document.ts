import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  composeDefaults,
  renderConfiguration,
  renderExample,
} from '#containers/api/describe-variables.ts'

// Writes docs/configuration.md and .env.example from the table of variables: `npm run configuration`.
const file = (path: string) => new URL(`../../${path}`, import.meta.url)
const compose = file('docker-compose.yml')
const defaults = composeDefaults(existsSync(compose) ? readFileSync(compose, 'utf8') : '')
writeFileSync(file('docs/configuration.md'), renderConfiguration(defaults))
writeFileSync(file('.env.example'), renderExample(defaults))
