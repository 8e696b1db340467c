import { afterAll, beforeAll, describe, inject, it } from "vitest"
import { ask } from "./control.js"
import type { Host } from "./control.js"
import { inFile, onServer } from "./database.js"
import type { Lifecycle, LiveDb } from "./database.js"
import { labels, neededInCi } from "./kinds.js"
import type { Kind } from "./kinds.js"
import type { Server } from "./server.js"

export type { LiveDb } from "./database.js"
export type { Proxy } from "./proxy.js"
export type { Plain } from "./plain.js"

export type LiveKind = Kind | "sqlite"

/** A database on a server of its own, which may be stopped, paused and killed. */
export interface OwnDb extends LiveDb, Pick<Server, "crash" | "start" | "stop"> {
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  readonly kill9: (pid: number) => Promise<void>
  readonly restart: () => Promise<void>
}

const host = (): Host => {
  const found = inject("servers")
  if (found !== undefined) return found
  throw new Error("no servers here: the file must be named *.live.test.ts or as vitest.config.ts says")
}

/** A test that is skipped, by name; where it must not be, one that fails. */
const absent = (kind: Kind, title: string, reason: string): void => {
  const mustBe = (process.env["CI"] ?? "") !== "" && neededInCi.includes(kind)
  describe(title, () => {
    if (!mustBe) return it.skip(`skipped: ${reason}`, () => {})
    it(`${labels[kind]} is there in CI`, () => {
      throw new Error(`CI must not skip ${labels[kind]}: ${reason}`)
    })
  })
}

const live = ([, { create, drop }]: readonly [LiveDb, Lifecycle]): void => {
  beforeAll(create)
  afterAll(drop)
}

/**
 * Tests on a database, each call with a fresh one: created before the first test and dropped after the last. All files
 * share the server, which is started for the first, so nothing may stop it: `db.kill` and `db.proxy` harm nobody else.
 */
export const describeOn = (
  which: LiveKind | ReadonlyArray<LiveKind>,
  name: string,
  body: (db: LiveDb) => void | Promise<void>,
): void => {
  for (const kind of typeof which === "string" ? [which] : which) {
    const title = `${name} [${kind}]`
    if (kind === "sqlite") {
      describe(title, async () => {
        const made = inFile()
        live(made)
        await body(made[0])
      })
      continue
    }
    const { control, available } = host()
    const { named, programs } = available[kind]
    if (!named && "missing" in programs) {
      absent(kind, title, programs.missing)
      continue
    }
    describe(title, async () => {
      const { url } = await ask<{ url: string }>(control, { op: "shared", kind })
      const made = onServer(kind, url)
      live(made)
      await body(made[0])
    })
  }
}

/**
 * Tests that treat the server badly, on one of their own: half a second for PostgreSQL and MariaDB, two for MySQL.
 * `args` are added to its command, as `["-c", "max_connections=5"]` or `["--max-connections=5"]`.
 */
export const describeOnOwn = (
  which: Kind | ReadonlyArray<Kind>,
  name: string,
  body: (db: OwnDb) => void | Promise<void>,
  args: ReadonlyArray<string> = [],
): void => {
  for (const kind of typeof which === "string" ? [which] : which) {
    const title = `${name} [${kind}, own server]`
    const { control, available } = host()
    const { programs } = available[kind]
    if ("missing" in programs) {
      absent(kind, title, programs.missing)
      continue
    }
    describe(title, async () => {
      const { id, url } = await ask<{ id: string; url: string }>(control, { op: "own", kind, args })
      const [db, { create }] = onServer(kind, url)
      const tell = (op: keyof Omit<Server, "url" | "kill9">) => () => ask<void>(control, { op, id })
      beforeAll(create)
      afterAll(tell("remove"))
      await body({
        ...db,
        start: tell("start"),
        stop: tell("stop"),
        crash: tell("crash"),
        pause: tell("pause"),
        resume: tell("resume"),
        restart: () => tell("stop")().then(tell("start")),
        kill9: (pid) => ask<void>(control, { op: "kill9", id, pid }),
      })
    })
  }
}
