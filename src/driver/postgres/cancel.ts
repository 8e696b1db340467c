import type { Pg } from "./client.js"
import type { Settings } from "./options.js"

/** The process of a session in the server, and the key that allows to cancel what it does. */
export interface CancelKey {
  readonly processId: number
  readonly secretKey: number
}

/**
 * Asks the server, by a CancelRequest of the protocol on a connection of its own, to cancel what a session is doing.
 * `done` is called when the server has taken note, which it does by closing that connection, or when it cannot be
 * asked.
 */
export const requestCancel = (
  pg: Pg,
  settings: Settings,
  { processId, secretKey }: CancelKey,
  limitMillis: number,
  done: () => void,
): void => {
  const wire = new pg.Connection({ ssl: settings.tls?.() ?? false })
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    wire.stream.destroy()
    done()
  }
  const timer = setTimeout(end, limitMillis)
  const cancel = (): void => wire.cancel(processId, secretKey)
  wire.on("error", end)
  wire.on("errorMessage", end)
  wire.on("end", end)
  wire.on("connect", settings.tls === null ? cancel : () => wire.requestSsl())
  wire.on("sslconnect", cancel)
  if (settings.host.startsWith("/")) wire.connect(`${settings.host}/.s.PGSQL.${settings.port}`)
  else wire.connect(settings.port, settings.host)
}
