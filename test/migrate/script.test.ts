import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { migration as mysql } from "../../src/driver/mysql2/migration.js"
import { migration as postgres } from "../../src/driver/postgres/migration.js"
import { splitScript } from "../../src/driver/script.js"
import type { ScriptSyntax } from "../../src/driver/script.js"
import { migration as sqlite } from "../../src/driver/sqlite/migration.js"

const split = (syntax: ScriptSyntax, script: string) => splitScript(syntax, script).map(({ sql }) => sql)

describe("a script is cut into statements", () => {
  it.each([
    ["nothing", sqlite, "", []],
    ["comments only", sqlite, "-- a; b\n/* c; d */;;", []],
    ["a byte order mark and Windows lines", sqlite, "\uFEFFselect 1;\r\nselect\r\n2", ["select 1", "select\n2"]],
    ["quotes of every kind", sqlite, "select ';', \"a;\"\"b\", [c;], `d;``e`, 'it''s;'; x", [
      "select ';', \"a;\"\"b\", [c;], `d;``e`, 'it''s;'", "x",
    ]],
    ["a backslash is none of SQLite's", sqlite, "select '\\'; x", ["select '\\'", "x"]],
    ["a comment that begins in quotes", sqlite, "select '--', '/*'; x -- ;\n; y", ["select '--', '/*'", "x", "y"]],
    ["comments of SQLite do not nest", sqlite, "/* /* ; */ a; */ b", ["a", "*/ b"]],
    ["comments within a statement", sqlite, "select 1 -- one;\n , 2 /* ; */; x", ["select 1 -- one;\n , 2", "x"]],
    ["triggers", sqlite,
      "create temp trigger t after insert on a begin update a set b = case when 1 then ';' else 2 end; delete from c; end; x",
      ["create temp trigger t after insert on a begin update a set b = case when 1 then ';' else 2 end; delete from c; end", "x"],
    ],
    ["a trigger with comments about its end", sqlite, "create trigger t after insert on a begin select 1; -- end;\n /* end; */ END /**/ ; x",
      ["create trigger t after insert on a begin select 1; -- end;\n /* end; */ END", "x"],
    ],
    ["a table named trigger", sqlite, 'create table "trigger" (end text); x', ['create table "trigger" (end text)', "x"]],
    ["what is never closed", sqlite, "a; select 'b; c", ["a", "select 'b; c"]],
    ["dollar quotes", postgres, "do $$ begin a; end $$; do $x$ ; $$ ; $x$; y", ["do $$ begin a; end $$", "do $x$ ; $$ ; $x$", "y"]],
    ["names and parameters with dollars", postgres, "select a$b$, $1; select c$b$", ["select a$b$, $1", "select c$b$"]],
    ["escapes", postgres, "select E'\\';', 'a\\'; x", ["select E'\\';', 'a\\'", "x"]],
    ["nested comments", postgres, "/* /* ; */ ; */ a; b /* ; /* */ ; */ c", ["a", "b /* ; /* */ ; */ c"]],
    ["functions of SQL", postgres,
      "create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end; x",
      ["create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end", "x"],
    ],
    ["rules", postgres, "create rule r as on insert to a do also (delete from b; delete from c); x",
      ["create rule r as on insert to a do also (delete from b; delete from c)", "x"],
    ],
    ["a column named begin", postgres, 'create table a ("begin" int); select begin from a; x',
      ['create table a ("begin" int)', "select begin from a", "x"],
    ],
    ["comments of MySQL", mysql, "# a; b\nselect 1--2; -- c;\nx #;\n; --\ny", ["select 1--2", "x", "y"]],
    ["escapes of MySQL", mysql, "select '\\';', \"\\\";\", `\\`; x", ["select '\\';', \"\\\";\", `\\`", "x"]],
    ["comments that are statements", mysql, "/*!40101 set names utf8; */; /*M!100 a; */ b; /* c; */ d", [
      "/*!40101 set names utf8; */", "/*M!100 a; */ b", "d",
    ]],
    ["another delimiter", mysql, "a;\ndelimiter $$\ncreate trigger t begin b; c; end$$\nDELIMITER ;\nd; e", [
      "a", "create trigger t begin b; c; end", "d", "e",
    ]],
    ["slashes as delimiter", mysql, "delimiter //\nselect 4 / 2; b //\n delimiter ;\nx;", ["select 4 / 2; b", "x"]],
  ] as const)("%s", (_, { script }, text, statements) => {
    expect(split(script, text)).toEqual(statements)
  })

  it("knows the line of each", () => {
    expect(splitScript(sqlite.script, "-- first\na;\n\nb\n;c")).toEqual([
      { sql: "a", line: 2 },
      { sql: "b", line: 4 },
      { sql: "c", line: 5 },
    ])
  })

  it("takes no time for what is long", () => {
    const long = "'" + "a''\\".repeat(400_000) + "'"
    for (const { script } of [sqlite, postgres]) expect(split(script, `select ${long}; x`)).toHaveLength(2)
    expect(split(postgres.script, "/*".repeat(200_000))).toEqual([])
  })
})

/** Parts that no semicolon may cut. */
const parts: Readonly<Record<string, ReadonlyArray<string>>> = {
  all: ["select", "x1", "42", "(1)", "+", ",", " ", "\n", "'a;b'", "''", "'it''s;'", '";"', "- ", "/* ; */", "-- ;\n", "*", "é🍰", "end", "case"],
  sqlite: ["[;]", "`;`", "'\\'", "# "],
  postgres: ["$$;$$", "$q$ ; $$ $q$", "E'\\';'", "/* /*;*/ ; */", "'\\'", "a$b$", "(a; b)", "$1"],
  mysql: ["`;`", "'\\';'", '"\\";"', "# ;\n", "/*! ; */", "--\t;\n"],
}

describe.each([
  ["sqlite", sqlite],
  ["postgres", postgres],
  ["mysql", mysql],
] as const)("of %s", (name, { script }) => {
  it("statements that are put together are found again", () => {
    const piece = fc.constantFrom(...parts["all"]!, ...parts[name]!)
    const statement = fc.array(piece, { minLength: 1, maxLength: 8 }).map((all) => `a ${all.join(" ")} z`)
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
        expect(split(script, statements.join(";\n"))).toEqual(statements)
        expect(split(script, statements.map((sql) => `-- ;\n${sql} /* ; */ ;`).join("\r\n"))).toEqual(statements)
      }),
      { numRuns: 300 },
    )
  })
})
