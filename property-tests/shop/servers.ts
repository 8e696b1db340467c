/** The tables on the servers. */
import { ManagedRuntime } from "effect"
import type { Dialect } from "fulmar"
import { afterAll, beforeAll } from "vitest"
import { conformanceOptions } from "../../test/live/conformance.js"
import type { Kind as Server } from "../../test/servers/kinds.js"
import { describeOn } from "../../test/servers/live.js"
import type { Kind } from "../documented.js"
import { create } from "./database.js"
import type { Perform } from "./property.js"

interface Subject {
  readonly kind: Kind
  readonly dialect: Dialect
  readonly perform: Perform
}

export const onServers = (which: ReadonlyArray<Server>, name: string, body: (subject: Subject) => void): void =>
  describeOn(which, name, (db) => {
    const { dialect, layer } = conformanceOptions(db)
    const runtime = ManagedRuntime.make(layer)
    beforeAll(() => runtime.runPromise(create as never))
    afterAll(() => runtime.dispose())
    body({ kind: db.kind, dialect: dialect as Dialect, perform: (effect) => runtime.runPromise(effect) })
  })
