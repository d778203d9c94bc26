import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { isImportField, type Mapping } from './import-fields.ts'
import { readSample, type Sample } from './read-sample.ts'

export type Report = Taken<(typeof api.products.import)['$post']>
export type Note = Report['problems'][number]

export const steps = ['choose', 'map', 'check', 'done'] as const
export type Step = (typeof steps)[number]

export interface Options {
  createMissing: boolean
  /** Which row counts when two of one SKU contradict each other; empty refuses them. */
  duplicates: '' | 'first' | 'last'
}

interface Chosen {
  file: File
  sample: Sample
}

interface Order {
  dryRun: boolean
  file: File
  mapping: Mapping
}

/** One import, from the file to the result. The step stands in the address, the file in this page. */
export function useImport() {
  const client = useQueryClient()
  const { get, set } = useAddress()
  const [chosen, setChosen] = useState<Chosen>()
  const [mapping, setMapping] = useState<Mapping>({})
  const [options, setOptions] = useState<Options>({ createMissing: true, duplicates: '' })
  const [report, setReport] = useState<Report>()
  const wanted = steps.find((name) => name === get('step')) ?? 'choose'
  const go = (step: Step) => set({ step: step === 'choose' ? '' : step }, { push: true })
  const send = ({ dryRun, file, mapping: sent }: Order) => sendFile(file, sent, options, dryRun)

  const choose = useMutation({
    mutationFn: async (file: File) => {
      const sample = await readSample(file)
      const found = await send({ dryRun: true, file, mapping: {} }).catch(whenColumnsAreMissing)
      setChosen({ file, sample })
      setMapping(mappingOf(sample, found))
      setReport(found)
    },
    onSuccess: () => go('map'),
  })
  const check = useMutation({
    mutationFn: (file: File) => send({ dryRun: true, file, mapping }),
    onSuccess: (found) => {
      setReport(found)
      go('check')
    },
  })
  const run = useMutation({
    mutationFn: (file: File) => send({ dryRun: false, file, mapping }),
    onSuccess: (done) => {
      setReport(done)
      for (const name of ['product', 'category', 'supplier', 'inventory']) {
        void client.invalidateQueries({ queryKey: [name] })
      }
      go('done')
    },
  })
  return {
    step: reachable(wanted, chosen, report),
    /** The address names a step of a file that is not here any more. */
    isLost: wanted !== 'choose' && !chosen,
    chosen,
    mapping,
    setMapping,
    options,
    setOptions,
    report,
    choose,
    check,
    run,
    go,
  }
}

export type Import = ReturnType<typeof useImport>

function reachable(wanted: Step, chosen: Chosen | undefined, report: Report | undefined): Step {
  if (!chosen) return 'choose'
  if (wanted === 'map' || wanted === 'choose') return wanted
  if (!report) return 'map'
  return wanted === 'done' && report.dryRun ? 'check' : wanted
}

async function sendFile(
  file: File,
  mapping: Mapping,
  { createMissing, duplicates }: Options,
  dryRun: boolean,
): Promise<Report> {
  const query = {
    dryRun,
    createMissing,
    ...(duplicates && { duplicates }),
    ...(Object.keys(mapping).length > 0 && { mapping: JSON.stringify(mapping) }),
  }
  const headers = { 'content-type': 'text/csv' }
  return take(api.products.import.$post({ query, body: file }, { headers }))
}

/** A file whose columns are not recognised is no failure yet: they can be named by hand. */
function whenColumnsAreMissing(error: unknown): undefined {
  const paths = error instanceof ApiProblem ? [...error.fields.keys()] : []
  if (paths.some((path) => path.startsWith('columns.'))) return undefined
  throw error
}

/** What each column holds, as far as the API recognised it. */
function mappingOf({ headers }: Sample, report: Report | undefined): Mapping {
  const fields = new Map(
    Object.entries(report?.columns ?? {}).map(([field, header]) => [header, field]),
  )
  return Object.fromEntries(
    headers
      .filter((header) => header !== '')
      .map((header) => {
        const field = fields.get(header) ?? ''
        return [header, isImportField(field) ? field : null]
      }),
  )
}
