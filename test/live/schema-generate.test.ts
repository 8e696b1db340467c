/** What is generated of a database compiles, fits the database, and reads its rows. */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import { all, type AnyTable, type AnyRelation, execute, from, load, rawCommand } from "fulmar"
import { generate, type GenerateOptions, introspect, verify } from "fulmar/schema"
import { afterAll, beforeAll, expect, it } from "vitest"
import { describeOn, type LiveDb } from "../servers/live.js"
import { dialectOf, on } from "./conformance.js"

const root = fileURLToPath(new URL("../../", import.meta.url))
const cache = join(root, ".cache")
let folder = ""
beforeAll(() => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, "generated-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (sql: string) => execute(rawCommand([sql] as never))

/** What the compiler says of generated files. */
const compiled = (path: string): string => {
  const config = join(path, "tsconfig.json")
  writeFileSync(config, JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["**/*.ts"], compilerOptions: { paths: { fulmar: [join(root, "src/index.ts")] } } }))
  const { stdout } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", config], { encoding: "utf8" })
  return stdout
}

const isTable = (u: unknown): u is AnyTable => typeof u === "object" && u !== null && Symbol.for("fulmar/Table") in u

interface Program {
  readonly module: Readonly<Record<string, unknown>>
  readonly tables: number
  readonly rows: number
}

/** Generates the program of the database, compiles it, and reads the database with it; once for each of the options. */
const programs = async (db: LiveDb, ...all_: ReadonlyArray<GenerateOptions>): Promise<ReadonlyArray<Program>> => {
  const home = mkdtempSync(join(folder, db.kind))
  const schema = await on(db, introspect())
  const entries = all_.map((options, i) => {
    const path = join(home, String(i))
    mkdirSync(path)
    const files = generate(dialectOf(db))(schema, options)
    files.forEach((file) => writeFileSync(join(path, file.path), file.content))
    return join(path, files.some((file) => file.path === "index.ts") ? "index.ts" : "schema.ts")
  })
  expect(compiled(home)).toBe("")
  const found: Array<Program> = []
  for (const entry of entries) {
    const module = (await import(entry)) as Readonly<Record<string, unknown>>
    const tables = Object.values(module).filter(isTable)
    expect(await on(db, verify(tables))).toEqual([])
    // Every row of every table is what its codecs say.
    const rows = await on(db, Effect.forEach(tables, (table) => all(from(table as never) as never) as Effect.Effect<ReadonlyArray<unknown>>))
    found.push({ module, tables: tables.length, rows: rows.reduce((sum, some) => sum + some.length, 0) })
  }
  return found
}

/** The statements of a file, without those that make the database itself. */
const statementsOf = (file: string): ReadonlyArray<string> =>
  readFileSync(file, "utf8")
    .replaceAll(/^\uFEFF|\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^\\c .*$/gm, "")
    .split(/;\s*$/m)
    .map((sql) => sql.trim())
    .filter((sql) => sql !== "" && !/^(?:drop|create) database|^use /i.test(sql))

const chinook = process.env["FULMAR_CHINOOK"] ?? ""
const scripts = { sqlite: "Chinook_Sqlite.sql", postgres: "Chinook_PostgreSql.sql", mysql: "Chinook_MySql.sql", mariadb: "Chinook_MySql.sql" } as const
const isThere = chinook !== "" && existsSync(join(chinook, scripts.sqlite))

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "the Chinook database", (db) => {
  it.skipIf(!isThere)(
    isThere ? "is generated, compiled, verified and read" : "skipped: FULMAR_CHINOOK names no folder of its scripts",
    async () => {
      await on(db, Effect.forEach(statementsOf(join(chinook, scripts[db.kind])), run))
      const [one, several] = await programs(db, {}, { layout: "file per table", naming: { columns: "asIs" } })
      expect([one!.tables, one!.rows, several!.tables, several!.rows]).toEqual([11, 15_607, 11, 15_607])
      const relation = one!.module["playlistTracks"] as AnyRelation
      const playlists = (await on(db, load(one!.module["Playlist"] as never, { tracks: relation } as never) as never)) as ReadonlyArray<{ tracks: ReadonlyArray<unknown> }>
      expect(playlists.reduce((sum, playlist) => sum + playlist.tracks.length, 0)).toBe(8715)
      expect(Object.keys(one!.module).filter((name) => name.startsWith("employee")).toSorted()).toEqual([
        "employeeCustomers", "employeeEmployeesByReportsTo", "employeeReportsTo",
      ])
    },
    120_000,
  )
})

const hostile: Readonly<Record<LiveDb["kind"], ReadonlyArray<string>>> = {
  sqlite: [
    `create table "class" ("pipe" integer primary key, "a-b" text not null default 'it''s \\ \`\${x}"', "a b" nvarchar(9), "select" numeric(10,2), d datetime, n real default -1.5, c text collate nocase, check ("a-b" <> '\`'))`,
    `create table "AnyColumn" (id integer primary key autoincrement, "class" integer references "class", parent integer references "AnyColumn" (id) on delete cascade, x integer unique, y integer, unique (x, y), foreign key (x, y) references "AnyColumn" (x, y))`,
    `create index "some ""index" on "class" ("a-b") where "a b" is not null`,
    `create table left_side (id integer primary key, other integer references right_side (id))`,
    `create table right_side (id integer primary key, other integer references left_side (id))`,
    `create table wide (a integer, b text as (a || 'x') stored, e blob)`,
    `insert into "class" values (1, 'q', null, 1.25, '2020-01-02 03:04:05', 2, 'x')`,
  ],
  postgres: [
    `create type "Mood" as enum ('ok', 'it''s')`,
    `create table "class" ("pipe" serial primary key, "a-b" text not null default 'it''s \\ \`\${x}"', "a_b" varchar(9), m "Mood" default 'ok', ms "Mood"[], t timestamptz(3) default now(), u uuid, cash money, net cidr, j json, jb jsonb default '{"a": 1}', arr integer[] default '{}', big bigint default 5, f real, check ("a-b" <> '\`'))`,
    `comment on table "class" is 'it''s "x"'`,
    `create table "AnyColumn" (id integer primary key generated always as identity, "class" integer references "class", parent integer references "AnyColumn" (id) on delete cascade, x integer unique, y integer, unique (x, y), foreign key (x, y) references "AnyColumn" (x, y))`,
    `create unique index part on "class" ("a-b") where a_b is not null`,
    `create index on "class" using gin (jb)`,
    `create table wide (a integer, b integer generated always as (a * 2) stored, e bytea)`,
    `insert into "class" ("a-b", m, ms, t, cash, net, j) values ('q', 'it''s', '{ok}', '2020-01-02', 5, '10.0.0.0/8', '[1]')`,
    `insert into wide values (1, default, '\\x01')`,
  ],
  mysql: [
    `create table \`class\` (\`pipe\` int auto_increment primary key, \`a-b\` varchar(40) not null default 'it''s \`\${x}"', \`a_b\` varchar(9) character set latin1, m enum('ok', 'it''s') default 'ok', s set('a','b'), t datetime(3) default current_timestamp(3), ts timestamp null, u int unsigned, tt tinytext, j json, b bool default true, bl blob, d decimal(8,3) default 1.5, f float, y year, check (\`a-b\` <> '\`')) comment = 'it''s "x"'`,
    "create table `AnyColumn` (id int auto_increment primary key, `class` int, parent int, x int unique, y int, unique key two (x, y), constraint own foreign key (parent) references `AnyColumn` (id) on delete cascade, foreign key (`class`) references `class` (`pipe`))",
    "create index part on `class` (`a-b`, `a_b`)",
    "create table wide (a int, b varchar(20) generated always as (concat(a, 'x')) stored, e longblob)",
    "insert into `class` (`a-b`, m, s, u, tt, j, bl, y) values ('q', 'it''s', 'a,b', 4000000000, 't', '[1]', 'x', 2020)",
  ],
  mariadb: [],
}

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "a database of odd names and types", (db) => {
  it("is generated, compiled, verified and read", async () => {
    await on(db, Effect.forEach(db.kind === "mariadb" ? hostile.mysql : hostile[db.kind], run))
    const found = await programs(
      db,
      {},
      { layout: "file per table", naming: { tables: "asIs", columns: "asIs" } },
      { ignore: ["class"], relations: false, tables: ["w*"] },
    )
    const rows = db.kind === "postgres" ? 2 : 1
    expect(found.map((it) => it.rows)).toEqual([rows, rows, rows - 1])
    expect(found.map((it) => it.tables)).toEqual(db.kind === "sqlite" ? [5, 5, 1] : [3, 3, 1])
  }, 120_000)
})
