import { connect, createServer } from "node:net"
import type { Socket } from "node:net"
import { listen } from "./port.js"

/** A wire between the library and a server that can be made a bad one, without harm to who else uses the server. */
export interface Proxy {
  /** The url of the database by way of the proxy. */
  readonly url: string
  /** Breaks all connections that there are, as a reset; new ones are let through. */
  readonly cut: () => void
  /** Lets nothing through any more in either direction, without closing anything. */
  readonly stall: () => void
  /** Lets through the answers of the server no more, while it still hears the questions. */
  readonly mute: () => void
  /** Ends a stall or mute, and a refusal: what waited goes on. */
  readonly resume: () => void
  /** Breaks new connections at once, until `resume`. */
  readonly refuse: () => void
  /** Each message takes so much longer, in either direction. */
  readonly delay: (millis: number) => void
  readonly connections: () => number
  readonly close: () => Promise<void>
}

export const makeProxy = async (url: string): Promise<Proxy> => {
  const target = new URL(url)
  const targetPort = Number(target.port || (target.protocol.startsWith("postgres") ? 5432 : 3306))
  const pairs = new Set<readonly [client: Socket, server: Socket]>()
  let latency = 0
  let mode: "open" | "stalled" | "muted" | "refusing" = "open"

  const apply = ([client, server]: readonly [Socket, Socket]): void => {
    client[mode === "stalled" ? "pause" : "resume"]()
    server[mode === "stalled" || mode === "muted" ? "pause" : "resume"]()
  }
  const become = (next: typeof mode) => (): void => {
    mode = next
    pairs.forEach(apply)
  }

  const proxy = createServer((client) => {
    if (mode === "refusing") return void client.resetAndDestroy()
    const server = connect(targetPort, target.hostname)
    const pair = [client, server] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [server, client]] as const) {
      from.setNoDelay(true)
      const pass = (give: () => void): void => void (latency === 0 ? give() : setTimeout(give, latency))
      from.on("data", (chunk) => pass(() => to.write(chunk)))
      from.on("end", () => pass(() => to.end()))
      from.on("error", () => to.destroy())
      from.on("close", () => {
        to.destroy()
        pairs.delete(pair)
      })
    }
    apply(pair)
  })
  const port = await listen(proxy)
  const through = new URL(url)
  through.hostname = "127.0.0.1"
  through.port = String(port)

  const cut = () => {
    for (const [client, server] of pairs) {
      client.resetAndDestroy()
      server.destroy()
    }
  }
  return {
    url: through.href,
    cut,
    stall: become("stalled"),
    mute: become("muted"),
    resume: become("open"),
    refuse: become("refusing"),
    delay: (millis) => {
      latency = millis
    },
    connections: () => pairs.size,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve())
        cut()
      }),
  }
}
