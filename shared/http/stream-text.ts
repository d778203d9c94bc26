import type { AppContext } from './env.ts'

/**
 * A body that is made while it is sent, as fast as the caller takes it. The first piece is made
 * before the answer begins, so that what fails at once is still told as a problem; a later failure
 * is logged and breaks the connection off, because the status is sent by then.
 *
 * @param onCancel is told when the caller goes away, for pieces that wait for something
 */
export async function streamText(
  c: AppContext,
  pieces: AsyncGenerator<string>,
  onCancel: () => void = () => {},
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let next = await pieces.next()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (next.done) {
          controller.close()
          return
        }
        controller.enqueue(encoder.encode(next.value))
        next = await pieces.next()
      } catch (error) {
        const { log, requestId } = c.get('ctx')
        log.error('a streamed answer broke off', error, { requestId })
        controller.error(error)
      }
    },
    async cancel() {
      onCancel()
      await pieces.return(undefined)
    },
  })
}
