import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'otplib/functional'
import { describe, expect } from 'vitest'
import { mara } from '#shared/testing/people.ts'
import { inShop } from '#web/testing/in-shop.ts'

const another = 'velvet-compass-81-harvests'

describe('two-factor sign-in', () => {
  inShop('asks for the code of the app, and takes each recovery code once', async ({ open }) => {
    const page = await open('/settings/account')
    await page.getByRole('button', { name: 'Set up' }).click()
    await page.getByText('Cannot scan?').click()
    const secret = await page.locator('details code').innerText()
    await page.getByLabel('Code of the app').fill(await generate({ secret }))
    await page.getByRole('button', { name: 'Turn it on' }).click()
    const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
    await list.first().waitFor()
    const codes = await list.allInnerTexts()
    expect(codes).toHaveLength(10)
    await page.getByLabel('I have kept these codes').check()
    await page.getByRole('button', { name: 'Done' }).click()
    const me = await (await page.request.get('/api/auth/me')).json()
    expect(me).toMatchObject({ mfaEnabled: true })

    const other = await open('/sign-in', { as: 'nobody' })
    const passPassword = async () => {
      await other.goto('/sign-in')
      await other.getByLabel('E-mail').fill(mara.email)
      await other.getByLabel('Password', { exact: true }).fill(mara.password)
      await other.getByRole('button', { name: 'Sign in' }).click()
      await other.getByLabel('Code', { exact: true }).waitFor()
      await other.getByRole('button', { name: 'Use a recovery code' }).click()
    }
    await passPassword()
    await other.getByLabel('Recovery code').fill((codes[0] ?? '').toUpperCase())
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.waitForURL('/')

    await other.context().clearCookies()
    await passPassword()
    await other.getByLabel('Recovery code').fill(codes[0] ?? '')
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByText('none of your codes').waitFor()
  })
})

describe('a password', () => {
  inShop('is chosen anew with the link of a mail', async ({ shop, open }) => {
    const page = await open('/sign-in', { as: 'nobody' })
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.waitForURL('/forgot-password')
    await page.getByLabel('E-mail').fill(mara.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText(`If somebody signs in with ${mara.email}`).waitFor()

    const link = await expect
      .poll(() => /\/reset-password#token=\S+/.exec(mailsIn(shop.folder))?.[0], { timeout: 10_000 })
      .toBeTruthy()
      .then(() => /\/reset-password#token=\S+/.exec(mailsIn(shop.folder))?.[0] ?? '')
    await page.goto(link)
    await page.getByLabel('New password').fill('harbour')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByText('This is guessed too easily').waitFor()
    expect(page.url(), 'the token is out of the address').not.toContain('token')
    await page.getByLabel('New password').fill(another)
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByRole('link', { name: 'To the sign-in' }).click()

    await page.getByLabel('E-mail').fill(mara.email)
    await page.getByLabel('Password', { exact: true }).fill(another)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('/')

    await page.goto(link)
    await page.getByLabel('New password').fill(`${another}-2`)
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByText('It was used already or is too old').waitFor()
  })

  inShop('that is wrong too often has to wait, in words', async ({ open }) => {
    const page = await open('/sign-in', { as: 'nobody' })
    await page.getByLabel('E-mail').fill(mara.email)
    for (let attempt = 0; attempt < 6; attempt++) {
      await page.getByLabel('Password', { exact: true }).fill(`wrong-${attempt}`)
      const answered = page.waitForResponse('**/api/auth/login')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await answered
    }
    await page.getByText('Too many attempts. Try again in 15 minutes.').waitFor()
  })
})

/** Everything that was mailed, from the folder that mails go to. */
function mailsIn(folder: string): string {
  const files = globSync('outbox/**/*', { cwd: folder, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n')
    .replaceAll('=\r\n', '')
    .replaceAll('=3D', '=')
}
