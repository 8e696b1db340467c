/**
 * The process that owns the servers, apart from the one that runs the tests: however that one ends, this one sees its
 * standard input close, stops what it started and removes the folder. Its first line of output says where to ask it.
 */
import { randomBytes } from "node:crypto"
import { createServer } from "node:http"
import { json } from "node:stream/consumers"
import type { Request } from "./control.js"
import { makePool } from "./pool.js"
import { listen } from "./port.js"

const pool = makePool()

const answer = async (request: Request): Promise<unknown> => {
  switch (request.op) {
    case "shared":
      return { url: await pool.shared(request.kind) }
    case "own": {
      const { id, server } = await pool.own(request.kind, request.args)
      return { id, url: server.url }
    }
    case "kill9":
      return pool.get(request.id).kill9(request.pid)
    default:
      return pool.get(request.id)[request.op]()
  }
}

// Any program on this machine can reach the port; only those that were told the path can stop a server.
const secret = `/${randomBytes(16).toString("hex")}`

const http = createServer((request, response) => {
  const reply = (status: number, body: unknown) =>
    response.writeHead(status, { connection: "close" }).end(JSON.stringify(body ?? {}))
  if (request.url !== secret) return void reply(404, { error: "not here" })
  json(request)
    .then((body) => answer(body as Request))
    .then((body) => reply(200, body))
    .catch((error: unknown) => reply(500, { error: error instanceof Error ? error.message : String(error) }))
})

let ending: Promise<void> | undefined
const end = (code: number): void => {
  ending ??= pool
    .end()
    .catch((error: unknown) => console.error(error))
    .then(() => process.exit(code))
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(0))
process.on("uncaughtException", (error) => {
  console.error(error)
  end(1)
})
process.stdin.on("end", () => end(0)).on("error", () => end(0)).resume()
// Whoever read the first line may be gone before the next.
process.stdout.on("error", () => {})

const port = await listen(http)
process.stdout.write(`${JSON.stringify({ control: `http://127.0.0.1:${port}${secret}`, available: pool.available })}\n`)
