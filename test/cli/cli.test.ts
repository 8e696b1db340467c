import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { cli, folderWith } from "./fixture.js"

const memory = ["--url", "sqlite::memory:"]

describe("fulmar", () => {
  it("has help, a version and completions", async () => {
    const folder = folderWith({})
    expect(await cli(folder, ["--version"])).toMatchObject({ code: 0, out: expect.stringContaining("1.2.3") })
    for (const args of [["--help"], ["migrate", "--help"], ["sql", "-h"], ["migrate", "up", "--help"]]) {
      expect(await cli(folder, args)).toMatchObject({ code: 0, err: "", out: expect.stringContaining("USAGE") })
    }
    for (const shell of ["bash", "zsh", "fish"]) {
      expect((await cli(folder, ["--completions", shell])).out).toContain("migrate")
    }
    expect(await cli(folder, ["nothing"])).toMatchObject({ code: 2 })
    expect(await cli(folder, ["migrate", "up", "--nothing"])).toMatchObject({ code: 2 })
    expect(await cli(folder, ["migrate", "to"])).toMatchObject({ code: 2 })
  })

  it("has colours only where they are wanted", async () => {
    const folder = folderWith({ "migrations/1.sql": "select 1" })
    const plain = await cli(folder, ["migrate", "up", ...memory])
    const coloured = await cli(folder, ["migrate", "up", ...memory], { colours: true })
    expect(plain.out + plain.err).not.toContain("\u001B")
    expect(coloured.out).toContain("\u001B[32mapplied\u001B[0m 1")
    const watched = await cli(folder, ["migrate", "up", ...memory], { watched: true })
    expect(watched.err).toContain("1: 1 of 1 steps")
    expect(watched.out).not.toContain("\u001B")
  })

  it("prints rows as a table, JSON and CSV", async () => {
    const folder = folderWith({})
    const sql = `select 1 as n, 'a|b' as "two
words", null as z, 'é🍰' as w union all select 9007199254740993, 'x', 'y', char(27)`
    const run = (format: string) => cli(folder, ["sql", ...memory, "--format", format, sql])
    expect((await run("table")).out).toBe(
      "                n | two\\nwords | z    | w\n" +
        "------------------+------------+------+------\n" +
        "                1 | a|b        | NULL | é🍰\n" +
        " 9007199254740993 | x          | y    | \\x1b\n",
    )
    expect(JSON.parse((await run("json")).out)).toEqual([
      { n: 1, "two\nwords": "a|b", z: null, w: "é🍰" },
      { n: "9007199254740993", "two\nwords": "x", z: "y", w: "\u001B" },
    ])
    expect((await run("csv")).out).toBe('n,"two\nwords",z,w\r\n1,a|b,,é🍰\r\n9007199254740993,x,y,\u001B\n')
    const empty = await cli(folder, ["sql", ...memory, "--format", "json", "select 1 as a, 2 as a where false"])
    expect(empty.out).toBe("[]\n")
    expect((await cli(folder, ["sql", ...memory, "--format", "json", "select 1 as a, 2 as a, x'0aff' as b"])).out).toBe(
      '[\n{"a":1,"a_2":2,"b":"\\\\x0aff"}\n]\n',
    )
  })

  it("runs statements of an argument, a file and the standard input, on one connection", async () => {
    const folder = folderWith({ "a.sql": "create temp table t (id integer);\ninsert into t values (1), (2); select count(*) as n from t;" })
    const expected = { code: 0, out: "n\r\n2\n", err: "0 rows affected\n2 rows affected\n" }
    expect(await cli(folder, ["sql", ...memory, "--format", "csv", "--file", "a.sql"])).toEqual(expected)
    expect(await cli(folder, ["sql", ...memory, "--format", "csv"], { stdin: readFileSync(join(folder, "a.sql"), "utf8") })).toEqual(expected)
    expect(await cli(folder, ["sql", ...memory], { stdin: "-- nothing\n" })).toMatchObject({ code: 1, err: "error: There is no SQL to run.\n" })
    expect(await cli(folder, ["sql", ...memory, "selec 1"])).toMatchObject({ code: 1, err: expect.stringContaining("syntax error") })
    expect(await cli(folder, ["sql", ...memory, "--file", "none.sql"])).toMatchObject({ code: 1, err: expect.stringContaining("Cannot read") })
  })

  it("finds the database by --url, the configuration and the environment", async () => {
    const folder = folderWith({
      "fulmar.config.ts": `import { defineConfig } from "fulmar/cli"\nexport default defineConfig({ url: "sqlite:config.db" as string })`,
      "other/my.mjs": `export default { url: "sqlite:mine.db" }`,
      "wrong.json": `{ "ulr": "x" }`,
      "broken.json": "{",
    })
    const where = async (args: ReadonlyArray<string>, env = {}) =>
      (await cli(folder, ["sql", "--format", "csv", "select file from pragma_database_list", ...args], { env })).out.split("\n")[1]?.replace(/.*[/]/, "")
    for (const name of ["config", "given", "env"]) await cli(folder, ["migrate", "fresh", "--yes", "--url", `sqlite:${name}.db`])
    await cli(folder, ["migrate", "new", "x"])
    for (const name of ["config", "given", "env"]) await cli(folder, ["migrate", "up", "--url", `sqlite:${name}.db`])
    await cli(folder, ["migrate", "up", "--dir", "migrations", "--config", "other/my.mjs"])
    expect(await where([])).toBe("config.db")
    expect(await where([], { DATABASE_URL: "sqlite:env.db" })).toBe("config.db")
    expect(await where(["--url", "sqlite:given.db"])).toBe("given.db")
    expect(await where(["--config", "other/my.mjs"])).toBe("mine.db")
    expect(existsSync(join(folder, "other/mine.db"))).toBe(true)
    expect((await cli(folder, ["sql", "select 1", "--config", "wrong.json"])).err).toMatch(/wrong\.json says "ulr", which is none of url/)
    expect((await cli(folder, ["sql", "select 1", "--config", "broken.json"])).err).toMatch(/^error: Cannot read .*broken\.json/)
    expect((await cli(folder, ["sql", "select 1", "--config", "none.json"])).err).toMatch(/There is no file/)
    expect((await cli(folder, ["sql", "select 1", "--url", "oracle://x"])).err).toMatch(/must begin with postgres:, mysql:, mariadb: or sqlite:/)
    expect(await cli(folder, ["sql", "select 1", "--url", "sqlite:none.db"])).toMatchObject({ code: 1 })
    expect(existsSync(join(folder, "none.db"))).toBe(false)
  })

  const password = "s3cr:t/Pa$$word"
  it.each(["postgres", "mysql", "mariadb", "oracle"])("never prints the password of a url: %s", async (scheme) => {
    const url = `${scheme}://app:${encodeURIComponent(password)}@127.0.0.1:1/shop?x=1`
    const raw = `${scheme}://app:${password}@127.0.0.1:1/shop`
    const folder = folderWith({ "fulmar.config.json": JSON.stringify({ url, tables: raw }), "migrations/1.sql": `select '${url}'` })
    const runs = [
      await cli(folder, ["migrate", "up"]),
      await cli(folder, ["migrate", "status", "--url", url]),
      await cli(folder, ["migrate", "status", "--url", raw]),
      await cli(folder, ["sql", "select 1", "--url", url, "--bogus", raw]),
      await cli(folder, ["sql", "select 1", url, raw]),
      await cli(folder, [url]),
      await cli(folder, ["sql", "select 1", "--config", url]),
      await cli(folder, ["sql", "select 1"], { env: { DATABASE_URL: raw }, colours: true, watched: true }),
      await cli(folder, ["--url", url, "--help"]),
    ]
    for (const { err, out } of runs) {
      for (const form of [password, encodeURIComponent(password), "Pa$$word", "Pa%24%24word"]) expect(out + err).not.toContain(form)
    }
    expect(runs.map(({ code }) => code).filter((code) => code === 0)).toHaveLength(1)
  })
})
