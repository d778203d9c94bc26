import { describe, expect, it } from 'vitest'
import { userActor } from './actor.ts'
import { ActorCache, RECHECK_MS } from './actor-cache.ts'

const actor = userActor({ id: 'usr_1', name: 'Mara', role: 'owner' }, 'ses_1', false)

describe('ActorCache', () => {
  it('remembers until it is time to ask again, or the credential ends', () => {
    const cache = new ActorCache()
    cache.keep('long', { actor, expiresAt: 1_000_000 }, { now: 0, epoch: cache.epoch })
    cache.keep('short', { actor, expiresAt: 100 }, { now: 0, epoch: cache.epoch })
    expect(cache.find('long', RECHECK_MS - 1)).toBe(actor)
    expect(cache.find('long', RECHECK_MS)).toBeUndefined()
    expect(cache.find('short', 99)).toBe(actor)
    expect(cache.find('short', 100)).toBeUndefined()
    expect(cache.find('other', 0)).toBeUndefined()
  })

  it('asks again when the clock was set back', () => {
    const cache = new ActorCache()
    const found = { actor, expiresAt: 1_000_000 }
    cache.keep('token', found, { now: 500_000, epoch: cache.epoch })
    expect(cache.find('token', 500_000 - RECHECK_MS)).toBeUndefined()
  })

  it('keeps nothing that was looked up before it was cleared', () => {
    const cache = new ActorCache()
    const { epoch } = cache
    cache.clear()
    cache.keep('token', { actor, expiresAt: 1000 }, { now: 0, epoch })
    expect(cache.find('token', 1)).toBeUndefined()
  })
})
