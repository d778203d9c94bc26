import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib'
import { toWinAnsi } from '../../../domain/win-ansi.ts'
import { columnsOf } from './html.ts'
import { documentColumns, type DocumentLine, type OrderDocument } from './model.ts'

/** A4 in points. */
const paper = { width: 595.28, height: 841.89, margin: 44 }
const right = paper.width - paper.margin
/** Where the foot begins. */
const bottom = paper.margin + 24
const size = 9.5
const leading = 13
/** More would push the lines of the order off the first page. */
const MOST_ADDRESS_LINES = 14

/**
 * What a column takes at least; what is left goes to the description. Numbers end at its right edge.
 */
const widths: Readonly<Record<Exclude<keyof DocumentLine, 'name'>, number>> = {
  position: 22,
  sku: 72,
  quantity: 66,
  unitCost: 56,
  discount: 44,
  lineTotal: 68,
}
const gap = 8
const leftAligned = new Set<keyof DocumentLine>(['sku', 'name'])
/** A number that went on on a second line would be read as two. */
const unbroken = new Set<keyof DocumentLine>(['quantity', 'unitCost', 'discount', 'lineTotal'])

interface Column {
  name: keyof DocumentLine
  x: number
  width: number
}

/** The document as a PDF of A4 pages, without a clock or chance in it. */
export async function renderPdf(document: OrderDocument, now: Date): Promise<Uint8Array> {
  // Loaded when it is first wanted: nobody else should wait for it when the process starts.
  const { PDFDocument: Pdf, StandardFonts } = await import('@cantoo/pdf-lib')
  const pdf = await Pdf.create({ updateMetadata: false })
  pdf.setTitle(`Purchase order ${document.number}`)
  pdf.setAuthor(document.company)
  pdf.setCreator('Stockroom')
  pdf.setLanguage('en')
  pdf.setCreationDate(now)
  pdf.setModificationDate(now)
  const regular = await pdf.embedFont(StandardFonts.Helvetica)
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold)
  const writer = new Writer(pdf, regular, bold, columnsAt(document, regular))
  writer.head(document)
  writer.table(document.lines)
  writer.sums(document)
  writer.feet(document.number)
  return pdf.save()
}

function columnsAt(document: OrderDocument, font: PDFFont): Column[] {
  const names = columnsOf(document)
  const numberWidth = (text: string) =>
    font.widthOfTextAtSize(/^[\d.]*/.exec(text)?.[0] ?? '', size)
  const widthOf = (name: keyof DocumentLine) => {
    if (name === 'name') return 0
    const numbers = unbroken.has(name) ? document.lines.map((line) => line[name]) : []
    return Math.max(widths[name], ...numbers.map(numberWidth))
  }
  const taken = names.reduce((sum, name) => sum + widthOf(name) + gap, -gap)
  let x = paper.margin
  return names.map((name) => {
    const width = name === 'name' ? right - paper.margin - taken : widthOf(name)
    const column = { name, x, width }
    x += width + gap
    return column
  })
}

/** Writes from the top of a page to its foot, and goes on on the next one. */
class Writer {
  readonly #pdf: PDFDocument
  readonly #regular: PDFFont
  readonly #bold: PDFFont
  readonly #columns: readonly Column[]
  #page: PDFPage
  #y = paper.height - paper.margin
  #replaced = false

  constructor(pdf: PDFDocument, regular: PDFFont, bold: PDFFont, columns: readonly Column[]) {
    this.#pdf = pdf
    this.#regular = regular
    this.#bold = bold
    this.#columns = columns
    this.#page = pdf.addPage([paper.width, paper.height])
  }

  head({ number, company, mark, supplier, facts }: OrderDocument): void {
    this.#y -= 16
    const half = (right - paper.margin) / 2
    this.#write(`Purchase order ${number}`, paper.margin, { font: this.#bold, points: 16 })
    for (const line of this.#wrap(company, half - 60, this.#bold)) {
      this.#write(line, right, { font: this.#bold, end: true })
      this.#y -= leading
    }
    this.#y -= 16
    if (mark !== null) {
      this.#write(mark, paper.margin, { font: this.#bold, points: 12 })
      this.#y -= 24
    }
    const top = this.#y
    for (const line of this.#wrap(supplier.name, half - 16, this.#bold)) {
      this.#write(line, paper.margin, { font: this.#bold })
      this.#y -= leading
    }
    for (const line of supplier.address
      .flatMap((text) => this.#wrap(text, half - 16))
      .slice(0, MOST_ADDRESS_LINES)) {
      this.#write(line, paper.margin)
      this.#y -= leading
    }
    const afterAddress = this.#y
    this.#y = top
    for (const { label, value } of facts) {
      this.#write(label, paper.margin + half)
      for (const line of this.#wrap(value, half - 100)) {
        this.#write(line, right, { end: true })
        this.#y -= leading
      }
    }
    this.#y = Math.min(this.#y, afterAddress) - 16
  }

  table(lines: readonly DocumentLine[]): void {
    this.#row(documentColumns, this.#bold)
    for (const line of lines) {
      if (this.#y - this.#heightOf(line) < bottom) {
        this.#nextPage()
        this.#row(documentColumns, this.#bold)
      }
      this.#row(line, this.#regular)
    }
  }

  sums({ totals, total }: OrderDocument): void {
    if (this.#y - (totals.length + 2) * (leading + 3) < bottom) this.#nextPage()
    this.#y -= 8
    for (const { label, value } of totals) {
      this.#write(label, right - 200)
      this.#write(value, right, { end: true })
      this.#y -= leading + 3
    }
    this.#write(total.label, right - 200, { font: this.#bold })
    this.#write(total.value, right, { font: this.#bold, end: true })
  }

  /** The number of each page, and on the last one what could not be printed. */
  feet(number: string): void {
    const pages = this.#pdf.getPages()
    const points = 8
    for (const [index, page] of pages.entries()) {
      this.#page = page
      this.#y = paper.margin
      this.#write(`${number} · page ${index + 1} of ${pages.length}`, right, { points, end: true })
    }
    if (!this.#replaced) return
    const note = 'Letters that this file cannot show were replaced by plainer ones or by “?”.'
    this.#write(note, paper.margin, { points })
  }

  #nextPage(): void {
    this.#page = this.#pdf.addPage([paper.width, paper.height])
    this.#y = paper.height - paper.margin - size
  }

  #row(line: Readonly<Record<keyof DocumentLine, string>>, font: PDFFont): void {
    const top = this.#y
    for (const { name, x, width } of this.#columns) {
      this.#y = top
      for (const text of this.#wrap(line[name], width, font)) {
        const end = !leftAligned.has(name)
        this.#write(text, end ? x + width : x, { font, end })
        this.#y -= leading
      }
    }
    this.#y = top - this.#heightOf(line, font)
    const y = this.#y + leading - 3
    this.#page.drawLine({ start: { x: paper.margin, y }, end: { x: right, y }, thickness: 0.5 })
    this.#y -= 3
  }

  #heightOf(
    line: Readonly<Record<keyof DocumentLine, string>>,
    font: PDFFont = this.#regular,
  ): number {
    const counts = this.#columns.map(
      ({ name, width }) => this.#wrap(line[name], width, font).length,
    )
    return Math.max(1, ...counts) * leading + 3
  }

  #write(
    text: string,
    x: number,
    { font = this.#regular, points = size, end = false }: TextOptions = {},
  ): void {
    const printable = this.#printable(text)
    const start = end ? x - font.widthOfTextAtSize(printable, points) : x
    this.#page.drawText(printable, { x: start, y: this.#y, size: points, font })
  }

  /** Lines that are no wider; a word that is too long is cut. */
  #wrap(text: string, width: number, font: PDFFont = this.#regular): string[] {
    const fits = (line: string) => font.widthOfTextAtSize(line, size) <= width
    const lines: string[] = []
    let line = ''
    for (const word of this.#printable(text).split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (fits(longer)) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = ''
      for (const character of word) {
        if (line !== '' && !fits(line + character)) {
          lines.push(line)
          line = ''
        }
        line += character
      }
    }
    return [...lines, line]
  }

  #printable(text: string): string {
    const { text: printable, replaced } = toWinAnsi(text)
    this.#replaced ||= replaced
    return printable
  }
}

interface TextOptions {
  font?: PDFFont
  points?: number
  /** Whether the text ends at x instead of beginning there. */
  end?: boolean
}
