import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endpoint } from '#shared/http/endpoint.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import { fileOutbox } from '#shared/mail/file-outbox.node.ts'
import { messageFile } from '#shared/mail/message-file.ts'
import { queueMail } from '#shared/mail/queue.ts'
import { bytesOf, partsOf, readMime } from '#shared/testing/mime.ts'
import { testApp } from '#shared/testing/test-app.ts'

const from = 'Stockroom <stock@shop.example>'
const link = `https://stock.example/reset?token=${'a'.repeat(90)}`
const mail = {
  id: 'mail_01JB2QK3V5X7Z9B1D3F5H7J9M1',
  to: 'ann@shop.example',
  subject: 'Set a new password',
  text: `Follow this link:\n${link}\n`,
  createdAt: new Date('2026-03-02T10:00:00.000Z'),
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'outbox-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

describe('the file outbox', () => {
  it('writes one whole file a mail, readable for its owner alone', async () => {
    await using temporary = await temporaryFolder()
    const folder = join(temporary.path, 'made', 'on', 'demand')

    await fileOutbox({ folder, from }).send(mail)

    expect(await readdir(folder)).toEqual([`${mail.id}.eml`])
    const file = join(folder, `${mail.id}.eml`)
    expect(await readFile(file, 'utf8')).toBe(messageFile(mail, from))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('replaces the file when a mail is sent again', async () => {
    await using folder = await temporaryFolder()
    const outbox = fileOutbox({ folder: folder.path, from })
    await outbox.send(mail)
    await outbox.send({ ...mail, text: 'Second' })

    expect(await readdir(folder.path)).toEqual([`${mail.id}.eml`])
    const text = await readFile(join(folder.path, `${mail.id}.eml`), 'utf8')
    expect(text.endsWith('\r\n\r\nSecond\r\n')).toBe(true)
  })

  it('keeps the mail queued while the folder cannot be written', async () => {
    await using t = await testApp(endpoint())
    await using temporary = await temporaryFolder()
    const folder = join(temporary.path, 'outbox')
    await writeFile(folder, 'a file where the folder should be')
    await t.seed((tx) => queueMail(t.systemCtx(), tx, mail))

    await deliverDueMails(t.platform, fileOutbox({ folder, from }))
    const row = await t.db.selectFrom('mailMessage').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'queued', attempts: 1 })
    expect(row.lastError).toContain('could not be written')

    await rm(folder)
    t.advance(60_000)
    await deliverDueMails(t.platform, fileOutbox({ folder, from }))
    expect(await readdir(folder)).toEqual([`${row.id}.eml`])
    const { kept } = await t.db.selectFrom('mailMessage').select('kept').executeTakeFirstOrThrow()
    expect(kept).toBe(1)
  })
})

describe('a mail as a file', () => {
  it('has the headers of a mail and a text out of which a link can be copied', () => {
    expect(messageFile(mail, from).split('\r\n')).toEqual([
      'From: Stockroom <stock@shop.example>',
      'To: ann@shop.example',
      'Subject: Set a new password',
      'Date: Mon, 02 Mar 2026 10:00:00 +0000',
      `Message-ID: <${mail.id}@shop.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Follow this link:',
      link,
      '',
      '',
    ])
  })

  it('encodes what is not ASCII in a header, in words that are never too long', () => {
    const subject = `Grüße ${'🎉'.repeat(40)}`
    const text = messageFile({ ...mail, subject }, 'Café Süd <a@b.example>')
    const words = [...text.matchAll(/=\?UTF-8\?B\?([A-Za-z0-9+/=]+)\?=/g)]
    const decoded = words.map(([, word = '']) => Buffer.from(word, 'base64').toString('utf8'))

    expect(decoded[0]).toBe('Café Süd')
    expect(decoded.slice(1).join('')).toBe(subject)
    expect(words.every(([word]) => word.length <= 75)).toBe(true)
    expect(text).toMatch(/^From: =\?UTF-8\?B\?[^ ]+\?= <a@b\.example>\r$/m)
  })

  it('has its files behind the text, to the byte', () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256)
    const attachments = [
      { name: 'PO-000042 "new".pdf', type: 'application/pdf', bytes },
      { name: "Grüße (1)'.bin", type: 'application/octet-stream', bytes: new Uint8Array() },
    ]
    const message = messageFile({ ...mail, replyTo: 'bob@shop.example', attachments }, from)

    expect(readMime(message).headers).toMatchObject({
      'reply-to': 'bob@shop.example',
      'mime-version': '1.0',
    })
    const [text, pdf, empty, ...more] = partsOf(message)
    expect(text?.headers).toEqual({
      'content-type': 'text/plain; charset=utf-8',
      'content-transfer-encoding': '8bit',
    })
    expect(text?.body).toBe(`Follow this link:\r\n${link}\r\n`)
    expect(pdf?.headers).toEqual({
      'content-type': 'application/pdf',
      'content-transfer-encoding': 'base64',
      'content-disposition': String.raw`attachment; filename="PO-000042 \"new\".pdf"`,
    })
    expect(empty?.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%281%29%27.bin",
    )
    expect([pdf, empty].map((part) => part && bytesOf(part))).toEqual([bytes, new Uint8Array()])
    expect(more).toEqual([])
    expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(pdf?.body.split('\r\n').every((line) => line.length <= 76)).toBe(true)
  })

  it('has no line that is too long for a mail, whatever its text is', () => {
    const text = `first\n${'ü'.repeat(500)}`
    const message = messageFile({ ...mail, text }, from)
    const part = readMime(message)
    expect(part.headers['content-transfer-encoding']).toBe('base64')
    expect(new TextDecoder().decode(bytesOf(part))).toBe(text.replace('\n', '\r\n'))
    expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
  })

  it('lets nobody smuggle a header in', () => {
    const evil = 'x\r\nBcc: eve@evil.example'
    const attachments = [{ name: evil, type: evil, bytes: new Uint8Array([1]) }]
    const text = messageFile(
      { ...mail, subject: evil, to: evil, replyTo: evil, attachments },
      `${evil} <a@b.example>`,
    )
    expect(text.split('\r\n').filter((line) => line.startsWith('Bcc'))).toEqual([])
  })
})
