import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { close, killAll, makeFolder, run } from "./children.js"
import type { Engine, Found, Programs } from "./engine.js"
import { kinds, labels, urlVariables } from "./kinds.js"
import type { Availabilities, Kind } from "./kinds.js"
import { mariadb } from "./mariadb.js"
import { mysql } from "./mysql.js"
import { postgres } from "./postgres.js"
import { makeServer } from "./server.js"
import type { Server } from "./server.js"

const engines: Readonly<Record<Kind, Engine>> = { postgres, mariadb, mysql }

/** All servers of one run: those that its files share, started when the first asks, and those that one has alone. */
export interface Pool {
  readonly available: Availabilities
  /** The url of the server that everybody uses. */
  readonly shared: (kind: Kind) => Promise<string>
  /** A server for one file, with arguments of its own. */
  readonly own: (kind: Kind, args: ReadonlyArray<string>) => Promise<{ readonly id: string; readonly server: Server }>
  readonly get: (id: string) => Server
  readonly end: () => Promise<void>
}

const memo = <A>(make: (kind: Kind) => Promise<A>): ((kind: Kind) => Promise<A>) => {
  const made = new Map<Kind, Promise<A>>()
  return (kind) => {
    const found = made.get(kind) ?? make(kind)
    made.set(kind, found)
    return found
  }
}

export const makePool = (): Pool => {
  const root = mkdtempSync(join(tmpdir(), "fulmar-servers-"))
  // To be passed through by the unprivileged user, and not to be listed.
  chmodSync(root, 0o711)
  const folderOf = (kind: Kind, name: string) => join(makeFolder(join(root, kind)), name)
  const find = (kind: Kind) => engines[kind].find(folderOf(kind, "programs"))
  const found = Object.fromEntries(kinds.map((kind) => [kind, find(kind)])) as Readonly<Record<Kind, Found>>
  const servers = new Map<string, Server>()
  let count = 0

  const programs = (kind: Kind): Programs => {
    const it = found[kind]
    if ("missing" in it) throw new Error(`no ${labels[kind]} can be started: ${it.missing}`)
    return it
  }

  // A data directory takes half a second and more to make and a tenth to copy.
  const prepared = memo(async (kind) => {
    const folder = makeFolder(folderOf(kind, "prepared"))
    await run(engines[kind].init(programs(kind), folder), folder)
    return folder
  })

  const own: Pool["own"] = async (kind, args) => {
    const id = `${kind}-${++count}`
    const server = await makeServer(engines[kind], programs(kind), await prepared(kind), folderOf(kind, id), args)
    servers.set(id, server)
    return { id, server }
  }

  const entries = kinds.map((kind) => [
    kind,
    { programs: found[kind], named: (process.env[urlVariables[kind]] ?? "") !== "" },
  ])
  return {
    available: Object.fromEntries(entries),
    shared: memo(async (kind) => process.env[urlVariables[kind]] || (await own(kind, [])).server.url),
    own,
    get: (id) => {
      const server = servers.get(id)
      if (server === undefined) throw new Error(`there is no server ${id}`)
      return server
    },
    end: async () => {
      close()
      await Promise.allSettled([...servers.values()].map((server) => server.remove()))
      await killAll()
      rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}
