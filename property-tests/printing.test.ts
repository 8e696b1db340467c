import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { build, type Kind, type QueryRecipe, type Rows, rows, schema, sql, texts, trees,
  typeOfKind } from "./arbitraries/index.js"
import { abilities, bag, compiled, dialect, execute, list, load, numRuns, run, show,
  shown } from "./harness.js"

const { query } = trees(abilities)

const given = fc.tuple(query, rows).map(([q, data]) =>
  shown({ q: q as QueryRecipe, data: data as Rows }, () =>
    [`query: ${sql.toSql(dialect)(build(q).query)}`, ...schema.map((t, i) => `${t.name}: ${show(data[i])}`)].join("\n"),
  ),
)

/** The text without string literals and quoted names. */
const bare = (text: string): string => text.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, " ")

describe("placeholders", () => {
  test("there are as many placeholders as parameters", () =>
    fc.assert(
      fc.property(given, ({ q }) => {
        const { sql: text, params } = compiled(build(q).query)
        expect([...bare(text).matchAll(/\?/g)].length).toBe(params.length)
      }),
      { numRuns },
    ))

  test("parameters come in the order in which their values are written out", () =>
    fc.assert(
      fc.property(given, ({ q }) => {
        const b = build(q).query
        const { sql: text, params } = compiled(b)
        const inlined: string = sql.toSql(dialect)(b)
        // A constant key of ORDER BY or GROUP BY is written out as a subquery.
        fc.pre(inlined.split("(select ").length === text.split("(select ").length)
        // Between the placeholders the two texts are the same, and in their places the values stand in order.
        const pieces = text.split(/("(?:[^"]|"")*"|'(?:[^']|'')*'|\?)/)
        let at = 0
        let index = 0
        for (const piece of pieces) {
          if (piece === "?") {
            const value = params[index++]
            const written =
              typeof value === "bigint" || typeof value === "number"
                ? value < 0 ? `(${value})` : String(value)
                : `'${String(value).replaceAll("'", "''")}'`
            expect(inlined.slice(at, at + written.length)).toBe(written)
            at += written.length
          } else {
            expect(inlined.slice(at, at + piece.length)).toBe(piece)
            at += piece.length
          }
        }
        expect(at).toBe(inlined.length)
      }),
      { numRuns },
    ))

  test("a value is never in the text", () =>
    fc.assert(
      fc.property(fc.stringMatching(
        /^[a-z]{12}$/), fc.integer({ min: 1_000_000_000 }), fc.bigInt({ min: 10n ** 15n, max: 10n ** 18n }), (s, n, big) => {
        const [author] = schema
        const t = author!.table
        const q = sql.select({ s: sql.literal(s), n: sql.add(t.id, n), list: sql.isIn(t.followers, [big, null]) })(
          sql.where(sql.or(sql.eq(t.name, s), sql.contains(t.name, s), sql.between(t.id, n, n)))(sql.from(t)),
        )
        const limited = sql.orderBy(sql.concat(t.name, s))(q)
        const insert = sql.insertInto(t, [{ id: n, name: s, active: true, followers: big }])
        const change = sql.where(sql.eq(t.name, s))(sql.update(t, { name: s, followers: big }))
        for (const statement of [limited, insert, change, sql.union(q)(q)]) {
          const { sql: text } = compiled(statement)
          expect(text).not.toContain(s)
          expect(text).not.toContain(String(n))
          expect(text).not.toContain(String(big))
        }
      }),
      { numRuns },
    ))
})

describe("text for people", () => {
  test("with the values written out the query has the same rows as with parameters", () =>
    fc.assert(
      fc.property(given, ({ q, data }) => {
        load(data)
        const { ordered, columns } = build(q)
        const text: string = sql.toSql(dialect)(ordered())
        const types = Object.fromEntries(
          columns.map((c) => [c.key, sql.nullable(c.expr.type.family === "integer" ? sql.bigint : typeColumn(c.kind))]))
        const raw = sql.rawQuery(types)(Object.assign([text], { raw: [text] }))
        const whole = (row: object) =>
          Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "number" ? BigInt(v) : v]))
        expect(list(run(raw).map(whole))).toEqual(list(run(ordered()).map(whole)))
      }),
      { numRuns },
    ))

  test("a text with a NUL, which SQLite would cut off there, is refused", () =>
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const e = sql.compile(dialect)(sql.select({ x: sql.literal(`${a}\0${b}`) })(sql.from(one)))
        expect(e._tag === "Left" && e.left._tag).toBe("CompileError")
      }),
      { numRuns },
    ))

  test("no text holds a statement separator or a comment outside of literals and names", () =>
    fc.assert(
      fc.property(given, ({ q }) => {
        const b = build(q).query
        for (const text of [compiled(b).sql, sql.toSql(dialect)(b) as string]) {
          expect(bare(text)).not.toMatch(/;|--|\/\*|\*\/|#/)
          expect(bare(text)).not.toMatch(/['"`]/)
        }
      }),
      { numRuns },
    ))
})

const one = sql.as("one")(sql.select({ n: sql.countAll })(sql.from(schema[3]!.table)))
const typeColumn = (kind: Kind): unknown => (kind === "decimal" ? sql.numeric() : typeOfKind[kind])

/** Any name without NUL that is not empty. */
const names = fc
  .oneof(
    { weight: 3, arbitrary: texts },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "select", "a.b", 'a"b', '""', '"', "]", "[x]", "`", "a b", "rowid", "_present", "_1", "_rows", "_raw",
          "excluded", "c0",
        "__proto__", "constructor", "toString", "then", "$1", ":a", "@b", "x'00'", "--", "/* */", ";drop table t",
          "NULL", "true",
        "main", "temp", "sqlite", "Ä", "ä", "\\", "\\x", "\n", "hasOwnProperty",
      ),
    },
    { weight: 1, arbitrary: fc.tuple(texts, texts).map((two) => two.join("")) },
  )
  // SQLite calls a column of a derived table that is named true or false something else.
  .filter((name) => name !== "" && name !== "pipe" && !/^sqlite_|^true$|^false$/i.test(name))

/** Names that differ in more than case; others are refused. */
const namesOf = (count: number) =>
  fc.uniqueArray(names, {
    minLength: count,
    maxLength: count,
    selector: (name) => name.toLowerCase(),
  })

describe("names", () => {
  test("a table, its columns, aliases, CTEs and keys may have any name", () =>
    fc.assert(
      fc.property(namesOf(4), namesOf(2), namesOf(4), fc.tuple(texts, texts),
        (columns, keys, [tableName, aliasName, derivedName, cteName], [v, w]) => {
        const [a, b, c, d] = columns as [string, string, string, string]
        const [key, other] = keys as [string, string]
        const entries = Object.fromEntries([
          [a, sql.text],
          [b, sql.nullable(sql.text)],
          [c, sql.columnName(d)(sql.nullable(sql.integer))],
        ])
        const t = sql.table(tableName, entries)
        execute(sql.createTable(t))
        try {
          execute(sql.insertInto(t,
            [Object.fromEntries([[a, v], [b, w], [c, 1]]), Object.fromEntries([[a, w], [b, null], [c, null]])]))
          const expected = [Object.fromEntries([[a, v], [b, w], [c, 1]]),
            Object.fromEntries([[a, w], [b, null], [c, null]])]
          expect(bag(run(sql.from(t)))).toEqual(bag(expected))
          const it = sql.alias(aliasName)(t)
          expect(bag(run(sql.where(sql.isNotNull(it[a]))(sql.from(it))))).toEqual(bag(expected))
          const selected = sql.select(Object.fromEntries([[key, it[a]], [other, it[c]]]))(sql.from(it))
          const wanted = bag(expected.map((row) => Object.fromEntries([[key, row[a]], [other, row[c]]])))
          expect(bag(run(selected))).toEqual(wanted)
          const derived = sql.as(derivedName)(selected)
          expect(bag(run(sql.orderBy(derived[key])(sql.from(derived))))).toEqual(wanted)
          expect(bag(run(sql.from(sql.cte(cteName)(selected))))).toEqual(wanted)
          const sorted = sql.limit(9)(
            sql.orderRowsBy((row: any) => [row[key], row[other]])(sql.unionAll(selected)(selected)))
          expect(bag(run(sorted))).toEqual([...wanted, ...wanted].toSorted())
          const joined = sql.leftJoin(derived, sql.eq(derived[key], t[a]))(sql.from(t))
          const nested = sql.select(
            Object.fromEntries([[key, { deep: Object.fromEntries([[other, t[a]]]) }], [other, derived]]))(joined)
          run(nested).forEach((row) => {
            expect(Object.keys(row)).toEqual(Object.keys(Object.fromEntries([[key, 0], [other, 0]])))
            expect(row[other][key]).toBe(row[key].deep[other])
          })
          const lists = sql.select(Object.fromEntries([[key, sql.many(sql.from(t))]]))(sql.from(one))
          expect(bag(run(lists)[0][key])).toEqual(bag(expected))
          execute(sql.where(sql.eq(t[a], v))(sql.update(t, Object.fromEntries([[b, v]]))))
          execute(sql.where(sql.eq(t[a], v))(sql.deleteFrom(t)))
          expect(run(sql.from(t)).every((row) => row[a] !== v)).toBe(true)
        } finally {
          execute(sql.dropTable(t))
        }
      }),
      { numRuns },
    ))

  test("a name in raw SQL is quoted, and what is beside it stays outside", () =>
    fc.assert(
      fc.property(names, texts, (name, value) => {
        const q = sql.rawQuery(
          { x: sql.text })`select ${value} as ${sql.identifier(name)} where ${sql.literal(name)} = ${name}`
        expect(run(q)).toEqual([{ x: value }])
      }),
      { numRuns },
    ))
})

