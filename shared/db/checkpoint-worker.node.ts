import { parentPort, workerData } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'

/**
 * The program of a thread that moves what is committed out of SQLite's log into the file of the
 * database whenever it is asked, and answers with the length of the log in pages.
 */
const { path } = workerData as { path: string }
const database = new SqliteDatabase(path, { timeout: 0 })
// The file of the database must be on disk before the log may begin anew.
database.pragma('synchronous = FULL')

parentPort?.on('message', () => {
  // Passive: it waits for nobody, and nobody waits for it.
  const [{ log }] = database.pragma('wal_checkpoint(PASSIVE)') as [{ log: number }]
  parentPort?.postMessage(log)
})
