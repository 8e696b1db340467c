/** What is left out of the properties for a defect of SQLite has that defect still. */
import Database from "better-sqlite3"
import { describe, expect, test } from "vitest"
import { defects } from "./defects.js"

describe("SQLite 3.53", () => {
  for (const [name, { gives, means, sql }] of Object.entries(defects)) {
    test(name, () => {
      const db = new Database(":memory:")
      sql.slice(0, -1).forEach((statement) => db.exec(statement))
      expect(db.prepare(sql.at(-1)!).all()).toEqual(gives)
      expect(gives).not.toEqual(means)
      db.close()
    })
  }
})
