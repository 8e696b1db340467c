/** The command line on every database: migrations that are written of the tables, applied, undone; rows of SQL. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { cli, folderWith } from "../cli/fixture.js"
import { describeOn } from "../servers/live.js"
import { everywhere } from "./conformance.js"

const tables = `
  import { autoIncrement, enumeration, indexed, integer, nullable, primaryKey, references, table, text, varchar } from "fulmar"
  export const Bakery = table("bakery", { id: integer.pipe(primaryKey, autoIncrement), name: varchar(40).pipe(indexed) })
  export const Cake = table("cake", {
    id: integer.pipe(primaryKey, autoIncrement),
    bakeryId: integer.pipe(nullable, references(() => Bakery.id, { onDelete: "cascade" })),
    mood: enumeration("mood", ["sweet", "it's; 'sour'"]),
    note: text.pipe(nullable),
  })`

describeOn(everywhere, "fulmar", (db) => {
  const url = db.kind === "sqlite" ? `sqlite:${db.url}` : db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url

  it("writes migrations of the tables, applies and undoes them", async () => {
    const folder = folderWith({ "fulmar.config.json": `{ "url": "${url}", "tables": "tables.ts" }`, "tables.ts": tables })
    await db.query("create table old (id int)")
    await db.query("drop table old")
    const written = await cli(folder, ["migrate", "new", "first", "--diff"])
    expect(written).toMatchObject({ code: 0, err: "" })
    expect((await cli(folder, ["migrate", "up"])).out).toMatch(/^applied/)
    expect(await cli(folder, ["verify"])).toMatchObject({ code: 0 })
    expect((await cli(folder, ["migrate", "refresh", "--yes"])).out).toMatch(/^undone.*\napplied/)
    expect(await cli(folder, ["verify"])).toMatchObject({ code: 0 })
    const insert = "insert into bakery (name) values ('a;b'); select * from bakery"
    expect((await cli(folder, ["sql", insert, "--format", "csv"])).out).toBe("id,name\r\n1,a;b\n")
    expect((await cli(folder, ["migrate", "down"])).out).toMatch(/^undone/)
    expect((await cli(folder, ["migrate", "up", "--dry-run"])).out).toContain(readFileSync(join(folder, written.out.split("\n")[0]!), "utf8").includes("create type") ? "create type" : "create table")
    expect((await cli(folder, ["migrate", "fresh", "--yes"])).code).toBe(0)
    const broken = await cli(folder, ["sql", "select nothing from nowhere"])
    expect(broken).toMatchObject({ code: 1, out: "" })
  })
})
