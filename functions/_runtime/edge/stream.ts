/**
 * Stands for `node:stream` in an edge bundle. The PostgreSQL client asks for it only to copy whole
 * tables and large objects, which nothing here does.
 */
function refuse(): never {
  throw new Error('COPY and large objects need Node.js')
}

export default { Readable: refuse, Writable: refuse, Duplex: refuse }
