import { createServer } from "node:net"
import type { AddressInfo, Server } from "node:net"

/** Listens on a port that the system chooses, on the loopback only. */
export const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))
  })

/** A port that was free a moment ago. Somebody may take it before the server does: server.ts then tries another. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
