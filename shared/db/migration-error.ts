/** A database cannot be brought to the state this code needs; the message says why and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}
