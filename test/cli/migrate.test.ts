import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { cli, folderWith } from "./fixture.js"

const config = JSON.stringify({ url: "sqlite:app.db" })
const files = {
  "fulmar.config.json": config,
  "migrations/1_cake.up.sql": "create table cake (id integer primary key, name text);\ncreate index named on cake (name);",
  "migrations/1_cake.down.sql": "drop table cake;",
  "migrations/2_rows.sql": "insert into cake values (1, 'Opera; Sacher');",
  "migrations/README.md": "not a migration",
  "migrations/2_rows.down.sql": "delete from cake;",
}

describe("fulmar migrate", () => {
  it("applies, shows and undoes", async () => {
    const folder = folderWith(files)
    const status = () => cli(folder, ["migrate", "status", "--check"])
    expect(existsSync(join(folder, "app.db"))).toBe(false)
    const up = await cli(folder, ["migrate", "up"])
    expect(up.code).toBe(0)
    expect(up.out.replaceAll(/\(\d+ ms\)/g, "(ms)")).toBe("applied 1_cake (ms)\napplied 2_rows (ms)\n")
    expect(await status()).toMatchObject({ code: 0, out: expect.stringMatching(/^1_cake {2}applied {4}20\d\d-.*\n2_rows {2}applied/) })
    expect((await cli(folder, ["migrate", "up"])).err).toBe("Nothing to do.\n")
    expect((await cli(folder, ["migrate", "down"])).out).toMatch(/^undone 2_rows \(/)
    expect(await status()).toMatchObject({ code: 1, err: "error: Not as it should be: 2_rows\n" })
    expect((await cli(folder, ["migrate", "to", "2_rows"])).out).toMatch(/^applied 2_rows/)
    expect((await cli(folder, ["migrate", "down", "--steps", "2"])).out).toMatch(/^undone 2_rows .*\nundone 1_cake/)
    const json = await cli(folder, ["migrate", "status", "--json"])
    expect(JSON.parse(json.out)).toMatchObject([{ name: "1_cake", state: "pending" }, { name: "2_rows", state: "pending" }])
  })

  it("prints what it would run", async () => {
    const folder = folderWith(files)
    const { code, out } = await cli(folder, ["migrate", "up", "--dry-run"])
    expect([code, out]).toEqual([
      0,
      "-- apply 1_cake\ncreate table cake (id integer primary key, name text);\ncreate index named on cake (name);\n\n" +
        "-- apply 2_rows\ninsert into cake values (1, 'Opera; Sacher');\n\n",
    ])
    expect((await cli(folder, ["migrate", "status"])).out).toMatch(/1_cake {2}pending\n2_rows {2}pending\n/)
  })

  it("writes the files of new ones", async () => {
    const folder = folderWith({ "fulmar.config.json": config })
    const sql = await cli(folder, ["migrate", "new", "add price-of cakes"])
    expect(sql.out).toMatch(/^migrations\/\d{14}_add_price_of_cakes\.up\.sql\nmigrations\/\d{14}_add_price_of_cakes\.down\.sql\n$/)
    const ts = await cli(folder, ["migrate", "create", "rows", "--ts", "--dir", "other"])
    expect(ts.out).toMatch(/^other\/\d{14}_rows\.ts\n$/)
    expect(readFileSync(join(folder, ts.out.trim()), "utf8")).toContain("export default migration({")
    expect(await cli(folder, ["migrate", "new", "../../etc"])).toMatchObject({ code: 1, err: expect.stringContaining("letters, digits and _ only") })
    expect(readdirSync(join(folder, "migrations"))).toHaveLength(2)
  })

  it("asks before it destroys", async () => {
    const folder = folderWith(files)
    await cli(folder, ["migrate", "up"])
    for (const verb of ["fresh", "refresh", "reset"]) {
      const alone = await cli(folder, ["migrate", verb])
      expect(alone).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/Nothing was done: say --yes, since there is nobody to ask\.\n$/) })
      const no = await cli(folder, ["migrate", verb], { answer: "" })
      expect(no).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/Go on\? \[y\/N\] error: Nothing was done\.\n$/) })
    }
    expect((await cli(folder, ["migrate", "fresh"], { answer: "y" })).out).toMatch(/^applied 1_cake .*\napplied 2_rows .*\n$/)
    expect((await cli(folder, ["migrate", "refresh", "--yes"])).out).toMatch(/^undone 2_rows[^]*applied 2_rows .*\n$/)
    expect((await cli(folder, ["migrate", "reset", "-y"])).out).toMatch(/^undone 2_rows .*\nundone 1_cake .*\n$/)
  })

  it("says what is wrong with a migration, and goes on when it is put right", async () => {
    const folder = folderWith({ ...files, "migrations/3_broken.sql": "create table tart (id integer); insert into nowhere values (1);" })
    expect(await cli(folder, ["migrate", "up"])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: Migration "3_broken" could not be applied: step 2 of 2 failed: no such table: nowhere/),
    })
    writeFileSync(join(folder, "migrations/3_broken.sql"), "create table tart (id integer);")
    expect((await cli(folder, ["migrate", "up"])).out).toMatch(/^applied 3_broken/)
    appendFileSync(join(folder, "migrations/3_broken.sql"), "create table more (id integer);")
    expect((await cli(folder, ["migrate", "up"])).err).toMatch(/has changed since[^]*fulmar migrate accept 3_broken\n$/)
    expect((await cli(folder, ["migrate", "status"])).out).toMatch(/3_broken.*CHANGED/)
    expect(await cli(folder, ["migrate", "accept", "3_broken"])).toMatchObject({ code: 0, err: "Noted.\n" })
    expect((await cli(folder, ["migrate", "up"])).err).toBe("Nothing to do.\n")
    rmSync(join(folder, "migrations/3_broken.sql"))
    expect((await cli(folder, ["migrate", "up"])).err).toMatch(/is not there any more/)
    expect((await cli(folder, ["migrate", "up", "--ignore-missing"])).err).toBe("Nothing to do.\n")
    writeFileSync(join(folder, "migrations/1a_late.sql"), "create table late (id integer);")
    expect((await cli(folder, ["migrate", "up", "--ignore-missing", "--strict-order"])).err).toMatch(/"1a_late" comes before "3_broken"/)
    expect((await cli(folder, ["migrate", "up", "--ignore-missing"])).err).toMatch(/^note: 1a_late comes before/)
  })

  it("runs files of TypeScript", async () => {
    const folder = folderWith({
      ...files,
      "migrations/3_values.ts": `import { migration } from "fulmar/migrate"
        import { execute, rawCommand } from "fulmar"
        const id: number = 7
        export default migration({ up: execute(rawCommand\`insert into cake values (\${id}, 'Tart')\`), down: "delete from cake where id = 7" })`,
    })
    expect((await cli(folder, ["migrate", "up"])).out).toMatch(/applied 3_values/)
    expect((await cli(folder, ["sql", "select id from cake order by id", "--format", "csv"])).out).toBe("id\r\n1\r\n7\n")
    writeFileSync(join(folder, "migrations/4_none.js"), "export const up = 1")
    expect((await cli(folder, ["migrate", "up"])).err).toMatch(/4_none\.js must have a migration as its default export/)
  })

  it("notes what was there before, and what became of an interrupted one", async () => {
    const folder = folderWith({ ...files, "migrations/3_out.sql": "-- fulmar: no transaction\ncreate table a (id integer); vacuum; bogus" })
    await cli(folder, ["sql", "create table cake (id integer, name text)"], { env: { DATABASE_URL: "sqlite:other.db" } })
    expect(await cli(folder, ["migrate", "baseline", "1_cake"])).toMatchObject({ code: 0 })
    await cli(folder, ["sql", "create table cake (id integer, name text)"])
    const failed = await cli(folder, ["migrate", "up"])
    expect(failed.err).toMatch(/"3_out" could not be applied: step 3 of 3 failed[^]*The steps before it are done/)
    expect((await cli(folder, ["migrate", "status"])).out).toMatch(/3_out {3}applying {3}2 of 3 steps/)
    expect((await cli(folder, ["migrate", "down"])).err).toMatch(/is half applied: 2 of its 3 steps are done\. Run up first/)
    expect(await cli(folder, ["migrate", "resolve", "3_out", "applied"])).toMatchObject({ code: 0 })
    expect((await cli(folder, ["migrate", "up"])).err).toBe("Nothing to do.\n")
    expect(await cli(folder, ["migrate", "resolve", "3_out", "maybe"])).toMatchObject({ code: 2 })
    expect(await cli(folder, ["migrate", "up", "--lock-timeout", "soon"])).toMatchObject({ code: 2, err: expect.stringContaining("30 seconds") })
  })
})
