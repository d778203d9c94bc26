import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KnownProduct } from './known-products.ts'
import type { OutboxEntry } from './flush.ts'

interface OfflineSchema extends DBSchema {
  outbox: { key: number; value: OutboxEntry }
  products: { key: string; value: KnownProduct; indexes: { codes: string } }
}

let opened: Promise<IDBPDatabase<OfflineSchema>> | undefined

/** What this device keeps for the time without a connection. */
export function offlineDatabase(): Promise<IDBPDatabase<OfflineSchema>> {
  opened ??= openDB<OfflineSchema>('stockroom', 1, {
    upgrade(database) {
      database.createObjectStore('outbox', { keyPath: 'sequence' })
      const products = database.createObjectStore('products', { keyPath: 'id' })
      products.createIndex('codes', 'codes', { multiEntry: true })
    },
    // Another tab wants to change the shape: whoever asks next opens it anew.
    blocking(_current, _wanted, event) {
      opened = undefined
      ;(event.target as IDBDatabase).close()
    },
    terminated() {
      opened = undefined
    },
  })
  return opened
}
