import { rmSync } from "node:fs"
import { Effect } from "effect"

/** Removes a SQLite database, if there is one, with the files of its write-ahead log. */
export const removeDatabase = (filename: string) =>
  Effect.sync(() => {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(filename + suffix, { force: true })
  })
