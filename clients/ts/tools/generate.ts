import { writeFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

// Writes the files of the client that are made from the API: `make client`.
for (const [path, text] of await generatedFiles()) writeFileSync(path, text)
