import { appendFileSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { cli, folderWith } from "./fixture.js"

const tables = (columns: string) => `
  import { integer, nullable, primaryKey, table, text, varchar } from "fulmar"
  export const Cake = table("cake", { id: integer.pipe(primaryKey), ${columns} })
  export const notATable = 1`

const config = `{ "url": "sqlite:app.db", "tables": "tables.ts" }`

/** Each with a folder of its own: a module is imported once. */
const project = (columns: string) => folderWith({ "fulmar.config.json": config, "tables.ts": tables(columns), "app.db": "" })

const made = ["sql", "create table cake (id integer primary key not null, name text not null) strict; insert into cake values (1, 'Opera')"]

const withDatabase = async (columns: string): Promise<string> => {
  const folder = project(columns)
  expect((await cli(folder, made)).code).toBe(0)
  return folder
}

describe("fulmar", () => {
  it("shows and makes what the tables have more", async () => {
    const folder = await withDatabase("name: text, note: text.pipe(nullable)")
    const verify = await cli(folder, ["verify"])
    expect([verify.code, verify.out.split("\n")[2]?.replaceAll(/ +/g, " "), verify.err]).toEqual([
      1,
      "cake | column note | text | missing",
      "error: The database differs from the tables: 1 differences\n",
    ])
    const diff = await cli(folder, ["diff", "--check"])
    expect(diff).toMatchObject({ code: 1, out: expect.stringContaining(`alter table "cake" add column "note" text;`) })
    expect((await cli(folder, ["sync"])).out).toBe(`alter table "cake" add column "note" text;\n`)
    for (const command of ["verify", "sync", "diff"]) expect(await cli(folder, [command])).toMatchObject({ code: 0, out: "" })
  })

  it("refuses to destroy by sync, and says what may be a rename", async () => {
    const folder = await withDatabase("title: text")
    const diff = await cli(folder, ["diff"])
    expect(diff.err).toBe("note: cake.name goes and title comes. If that is a rename, say --rename cake.name=title\n")
    expect(diff.out).toContain("DESTROYS DATA")
    const renamed = await cli(folder, ["diff", "--rename", "cake.name=title"])
    expect(renamed.out).toContain(`rename column "name" to "title"`)
    expect(renamed.out).not.toContain("DESTROYS")
    expect(await cli(folder, ["diff", "--rename", "nonsense"])).toMatchObject({ code: 2 })
  })

  it("writes migrations of what differs, which go there and back with the data", async () => {
    const folder = await withDatabase("name: varchar(40).pipe(nullable), layers: integer.pipe(nullable)")
    const written = await cli(folder, ["migrate", "new", "layers", "--diff"])
    expect(written).toMatchObject({ code: 0, err: "" })
    const [up = "", down = ""] = written.out.trim().split("\n").map((file) => readFileSync(join(folder, file), "utf8"))
    expect(up).toContain("pragma foreign_keys = off")
    expect(down).toContain("pragma foreign_keys = off")
    expect((await cli(folder, ["migrate", "up"])).out).toMatch(/^applied \d{14}_layers/)
    expect(await cli(folder, ["verify"])).toMatchObject({ code: 0 })
    expect((await cli(folder, ["migrate", "down"])).out).toMatch(/^undone/)
    expect((await cli(folder, ["sql", "select * from cake", "--format", "csv"])).out).toBe("id,name\r\n1,Opera\n")
    expect((await cli(folder, ["migrate", "up"])).code).toBe(0)
    expect((await cli(folder, ["migrate", "new", "nothing", "--diff"])).err).toBe("Nothing to do: the database is as the tables say.\n")
  })

  it("writes the tables of a database, keeps what a person added, and draws them", async () => {
    const folder = await withDatabase("name: text")
    await cli(folder, ["sql", "create table bakery (cake_id integer not null references cake (id)) strict"])
    const one = await cli(folder, ["generate", "--ignore", "bake*"])
    expect(one).toEqual({ code: 0, out: "src/schema/schema.ts\n", err: "" })
    const path = join(folder, "src/schema/schema.ts")
    expect(readFileSync(path, "utf8")).toContain(`export const Cake = table(`)
    appendFileSync(path, "export const mine = 1\n")
    expect((await cli(folder, ["generate"])).code).toBe(0)
    const again = readFileSync(path, "utf8")
    expect(again).toContain("cakeId: integer.pipe(")
    expect(again.endsWith("export const mine = 1\n")).toBe(true)
    const many = await cli(folder, ["generate", "--file-per-table", "--as-is", "--out", "many", "--without-relations"])
    expect(many.out).toBe("many/Bakery.ts\nmany/Cake.ts\nmany/index.ts\n")
    writeFileSync(path, "export const mine = 1\n")
    expect(await cli(folder, ["generate"])).toMatchObject({ code: 1, err: expect.stringContaining("Cannot write") })
    expect((await cli(folder, ["diagram"])).out).toMatch(/^erDiagram\n[^]*bakery/)
    const program = (await cli(folder, ["diagram", "--program"])).out
    expect(program).toMatch(/^erDiagram\n[^]*cake/)
    expect(program).not.toContain("bakery")
  })

  it("fills the tables", async () => {
    const folder = await withDatabase("name: text")
    expect(await cli(folder, ["seed", "--rows", "5", "--seed", "7"])).toEqual({ code: 0, out: "cake 5 rows\n", err: "" })
    expect((await cli(folder, ["seed", "--rows", "5", "--rows-of", "cake=300"])).out).toBe("cake 300 rows\n")
    expect((await cli(folder, ["sql", "select count(*) as n from cake", "--format", "csv"])).out).toBe("n\r\n306\n")
    expect((await cli(folder, ["seed", "--rows-of", "tart=3"])).err).toMatch(/There is no table "tart"/)
    expect(await cli(folder, ["seed", "--rows-of", "cake=x"])).toMatchObject({ code: 2 })
  })

  it("says where the tables are to be found", async () => {
    const folder = folderWith({ "fulmar.config.json": `{ "url": "sqlite::memory:" }`, "none.json": `{ "url": "sqlite::memory:", "tables": "none.ts" }`, "none.ts": "export const a = 1" })
    expect(await cli(folder, ["verify"])).toMatchObject({ code: 1, err: expect.stringContaining("which module exports them") })
    expect(await cli(folder, ["verify", "--config", "none.json"])).toMatchObject({ code: 1, err: expect.stringContaining("none.ts exports no tables") })
  })
})
