import { documentColumns, type DocumentLine, type OrderDocument } from './model.ts'

const style = `
@page { size: A4; margin: 18mm 16mm }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 24px; max-width: 190mm; color: #1a1a1a; background: #fff;
  font: 10.5pt/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
header { display: flex; justify-content: space-between; gap: 24px; margin-bottom: 28px }
h1 { margin: 0; font-size: 18pt; line-height: 1.2 }
.company { font-weight: 600; font-size: 12pt }
.mark { margin: 0 0 20px; padding: 8px 12px; border: 2px solid #8a1c1c; color: #8a1c1c; font-weight: 600 }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 32px; margin-bottom: 24px }
address { font-style: normal; overflow-wrap: anywhere }
address strong { display: block }
address span { display: block }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; align-content: start }
dt { color: #555 }
dd { margin: 0; text-align: right; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { padding: 6px 8px; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { border-bottom: 2px solid #1a1a1a; white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.totals { width: auto; min-width: 45%; margin: 16px 0 0 auto; break-inside: avoid }
.totals th { border-bottom: 1px solid #ccc; font-weight: 400 }
.totals tr:last-child > * { border-top: 2px solid #1a1a1a; border-bottom: 0; font-weight: 700 }
@media print { body { padding: 0; max-width: none } }
`

const numeric = new Set<keyof DocumentLine>([
  'position',
  'quantity',
  'unitCost',
  'discount',
  'lineTotal',
])

/** The page that a browser shows and prints: one file with nothing to load and nothing to run. */
export function renderHtml(document: OrderDocument): string {
  const { number, company, mark, supplier, total } = document
  const title = escapeHtml(`Purchase order ${number}`)
  const names = columnsOf(document)
  const head = names.map((name) => cell('th', name, documentColumns[name])).join('')
  const rows = document.lines
    .map((line) => `<tr>${names.map((name) => cell('td', name, line[name])).join('')}</tr>`)
    .join('\n')
  const sums = [...document.totals, total]
    .map(
      ({ label, value }) =>
        `<tr><th scope="row">${escapeHtml(label)}</th><td class="number">${escapeHtml(value)}</td></tr>`,
    )
    .join('\n')
  const facts = document.facts
    .map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('\n')
  const address = supplier.address.map((line) => `<span>${escapeHtml(line)}</span>`).join('')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header><h1>${title}</h1><div class="company">${escapeHtml(company)}</div></header>
${mark === null ? '' : `<p class="mark">${escapeHtml(mark)}</p>`}
<section class="parties">
<address><strong>${escapeHtml(supplier.name)}</strong>${address}</address>
<dl>
${facts}
</dl>
</section>
<main>
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows}
</tbody>
</table>
<table class="totals">
<tbody>
${sums}
</tbody>
</table>
</main>
</body>
</html>
`
}

/** The policy under which the page is shown: its own style by its hash, and nothing else. */
export async function contentPolicy(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`
}

/** The columns that say something: the discount only where there is one. */
export function columnsOf({ lines }: OrderDocument): (keyof DocumentLine)[] {
  const names = Object.keys(documentColumns) as (keyof DocumentLine)[]
  const discounted = lines.some((line) => line.discount !== '')
  return names.filter((name) => name !== 'discount' || discounted)
}

function cell(tag: 'th' | 'td', name: keyof DocumentLine, text: string): string {
  const scope = tag === 'th' ? ' scope="col"' : ''
  const kind = numeric.has(name) ? ' class="number"' : ''
  return `<${tag}${scope}${kind}>${escapeHtml(text)}</${tag}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}
