import {
  type AnyColumn,
  type AnyTable,
  array,
  checkThat,
  comment,
  constrain,
  createStatements,
  type Dialect,
  dropStatements,
  enumeration,
  indexed,
  integer,
  neq,
  nullable,
  primaryKey,
  references,
  table,
  type TableConstraint,
  text,
  toSql,
} from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"

const mood = enumeration("mood", ["it's", "glad"])
const Hen: any = table("hen", { id: integer.pipe(primaryKey), egg: integer.pipe(nullable, references(() => Egg.id)) })
const Egg: any = table("egg", {
  id: integer.pipe(primaryKey),
  hen: integer.pipe(nullable, references(() => Hen.id)),
  name: text.pipe(indexed, comment("a \\ name")),
  moods: array(mood),
})

const made = (dialect: Dialect, ifNotExists = false) =>
  createStatements(dialect)([Hen, Egg], { ifNotExists }).map(toSql(dialect))
const dropped = (dialect: Dialect) => dropStatements([Hen, Egg], { ifExists: true }, dialect).map(toSql(dialect))

describe("tables that refer to each other, with an enumeration, a comment and an index", () => {
  test("on PostgreSQL have a type and statements for the rest", () => {
    expect(made(postgres)).toEqual([
      `create type "mood" as enum ('it''s', 'glad')`,
      `create table "hen" ("id" integer not null, "egg" integer, primary key ("id"))`,
      `create table "egg" ("id" integer not null, "hen" integer, "name" text not null, "moods" "mood"[] not null, primary key ("id"), foreign key ("hen") references "hen" ("id"))`,
      `alter table "hen" add constraint "fk_hen_egg" foreign key ("egg") references "egg" ("id")`,
      `create index "ix_egg_name" on "egg" ("name")`,
      `comment on column "egg"."name" is 'a \\ name'`,
    ])
    expect(made(postgres, true)[0]).toBe(
      `do $fulmar$ begin create type "mood" as enum ('it''s', 'glad'); exception when duplicate_object then null; end $fulmar$`,
    )
    expect(dropped(postgres)).toEqual([`drop table if exists "egg", "hen"`, `drop type if exists "mood"`])
  })

  test("on MySQL have all but the circle in the table", () => {
    const suffix = " engine = innodb default character set = utf8mb4 collate = utf8mb4_0900_bin"
    expect(made(mysql)).toEqual([
      `create table \`hen\` (\`id\` int not null, \`egg\` int, primary key (\`id\`))${suffix}`,
      "create table `egg` (`id` int not null, `hen` int, `name` varchar(255) not null comment 'a \\\\ name', " +
        `\`moods\` json not null, primary key (\`id\`), foreign key (\`hen\`) references \`hen\` (\`id\`), ` +
        `index \`ix_egg_name\` (\`name\`))${suffix}`,
      "alter table `hen` add constraint `fk_hen_egg` foreign key (`egg`) references `egg` (`id`)",
    ])
    expect(dropped(mysql)).toEqual(["drop table if exists `egg`, `hen`"])
  })

  test("on MariaDB are dropped without the circle", () => {
    expect(dropped(mariadb)).toEqual([
      "alter table if exists `hen` drop foreign key if exists `fk_hen_egg`",
      "drop table if exists `egg`",
      "drop table if exists `hen`",
    ])
  })

  test("on SQLite are dropped while foreign keys wait for the end of the transaction", () => {
    expect(dropped(sqlite)).toEqual([
      "pragma defer_foreign_keys = on",
      `drop table if exists "egg"`,
      `drop table if exists "hen"`,
    ])
  })

  test("are made and dropped by the same keys, in whatever order they are given", () => {
    for (const dialect of [postgres, mysql, mariadb, sqlite]) {
      expect(createStatements(dialect)([Egg, Hen]).map(toSql(dialect))).toEqual(made(dialect))
      expect(dropStatements([Egg, Hen], { ifExists: true }, dialect).map(toSql(dialect))).toEqual(dropped(dialect))
    }
  })
})

describe("names that are too long", () => {
  const long = "a".repeat(70)
  test("are cut, and differ where the names differ", () => {
    const short = postgres.quote(long)
    expect(short).toMatch(/^"a{54}_[0-9a-f]{8}"$/)
    expect(postgres.quote(`${long}b`)).not.toBe(short)
    expect(postgres.quote("é".repeat(40)).length).toBeLessThan(42)
    expect(postgres.quote("a".repeat(63))).toBe(`"${"a".repeat(63)}"`)
    expect(mysql.quote("é".repeat(64))).toBe(`\`${"é".repeat(64)}\``)
    expect(mysql.quote(long)).toMatch(/^`a{55}_[0-9a-f]{8}`$/)
  })
})

describe("of a table with a long name", () => {
  const name = "x".repeat(60)
  const Long = table(
    name,
    {
      id: integer.pipe(primaryKey, constrain.gt(0, { check: true })),
      parent: integer.pipe(nullable, references((): AnyColumn => Long.id)),
    },
    (self): ReadonlyArray<TableConstraint> => [checkThat(neq(self.parent, self.id))],
  ) as AnyTable & { readonly id: AnyColumn }
  const created = (dialect: Dialect) => createStatements(dialect)([Long]).map(toSql(dialect))[0]

  test.each([mysql, mariadb])("constraints have names of ours where the database would make too long ones", (dialect) => {
    const names = [...created(dialect)!.matchAll(/constraint `([^`]+)`/g)].map((found) => found[1]!)
    expect(names.map((x) => x.slice(0, 5))).toEqual(["ck_xx", "ck_xx", "fk_xx"])
    expect(new Set(names).size).toBe(3)
    expect(names.every((x) => x.length <= 64)).toBe(true)
  })

  test.each([sqlite, postgres])("and none elsewhere", (dialect) => {
    expect(created(dialect)).not.toContain("constraint")
  })
})
