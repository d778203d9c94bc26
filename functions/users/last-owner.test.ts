import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { as, auditOf, seedPerson, setUpMara, signInAs } from '#shared/testing/people.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe.each(databases)('the last owner on %s', (database) => {
  it('can be neither deactivated nor demoted', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const path = `/users/${owner.user.id}`

    for (const res of [
      await t.send('DELETE', path, undefined, as(owner)),
      await t.send('PATCH', path, { active: false }, as(owner)),
      await t.send('PATCH', path, { role: 'manager' }, as(owner)),
    ]) {
      expect(res.status).toBe(409)
      expect((await res.json()).detail).toContain('last owner')
    }
    const stored = await t.db.selectFrom('appUser').select(['role', 'active']).execute()
    expect(stored).toEqual([{ role: 'owner', active: 1 }])
    expect((await t.send('PATCH', path, { name: 'Mara Q.' }, as(owner))).status).toBe(200)
    expect(await auditOf(t, 'UPDATE')).toHaveLength(1)
  })

  it('may go once another owner can sign in; an invited or deactivated one does not count', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const path = `/users/${owner.user.id}`
    const invited = { email: 'ines@shop.example', name: 'Ines', role: 'owner' }
    await t.send('POST', '/users', invited, as(owner))
    await seedPerson(t, { role: 'owner', email: 'gone@shop.example', active: false })
    expect((await t.send('DELETE', path, undefined, as(owner))).status).toBe(409)

    await seedPerson(t, { role: 'owner', email: 'olga@shop.example' })

    expect((await t.send('PATCH', path, { role: 'clerk' }, as(owner))).status).toBe(200)
    expect((await t.send('GET', '/users', undefined, as(owner))).status).toBe(403)
  })

  it('is still there after all owners step down at once', async () => {
    await using t = await testApp(app, { database })
    const owners = [await setUpMara(t)]
    for (const email of ['olga@shop.example', 'omar@shop.example', 'otto@shop.example']) {
      owners.push(await signInAs(t, await seedPerson(t, { role: 'owner', email })))
    }

    const answers = await Promise.all(
      owners.map((owner, i) => {
        const path = `/users/${owner.user.id}`
        return i % 2 === 0
          ? t.send('DELETE', path, undefined, as(owner))
          : t.send('PATCH', path, { role: 'viewer' }, as(owner))
      }),
    )

    expect(answers.filter((res) => res.status === 409)).toHaveLength(1)
    const left = t.db.selectFrom('appUser').select('id').where('role', '=', 'owner')
    expect(await left.where('active', '=', 1).execute()).toHaveLength(1)
  })
})
