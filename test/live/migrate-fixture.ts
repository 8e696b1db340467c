/** Migrations that show how often each of their steps was done, and a process that runs them. */
import { spawn, type ChildProcess } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { migration, type Migration } from "fulmar/migrate"
import type { LiveKind } from "../servers/live.js"

/** `create table`, rows that are counted, and an index: `count` migrations of six steps each. */
export const counted = (count: number): ReadonlyArray<Migration<never>> =>
  Array.from({ length: count }, (_, n) =>
    migration({
      name: `${n + 1}_counted`,
      up: `create table t${n} (id int, note varchar(40)); insert into t${n} values (1, 'a;b'); create index i${n} on t${n} (id);
        insert into t${n} values (2, 'c'); create table u${n} (id int); insert into t${n} values (3, 'd')`,
      down: `drop table u${n}; drop table t${n}`,
    }),
  )

/** What the database has when all is done, by the queries of {@link found}. */
export const expected = (count: number): ReadonlyArray<string> => Array.from({ length: count }, (_, n) => `t${n}: 1,2,3; u${n}`)

export interface Child {
  readonly process: ChildProcess
  /** Resolves with the next line that it prints; `null` at its end. */
  readonly line: () => Promise<string | null>
  readonly say: (text: string) => void
}

/** Starts a process that runs {@link counted} when it is told to, and prints what it does, line by line. */
export const startChild = (kind: LiveKind, url: string, count: number): Child => {
  const path = fileURLToPath(new URL("migrate-child.ts", import.meta.url))
  const child = spawn(process.execPath, ["--import", "tsx", path, kind, url, String(count)], { stdio: ["pipe", "pipe", "inherit"] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.stdin.on("error", () => {})
  return {
    process: child,
    line: async () => {
      const { done, value } = await lines.next()
      return done === true ? null : value
    },
    say: (text) => void child.stdin.write(`${text}\n`),
  }
}
