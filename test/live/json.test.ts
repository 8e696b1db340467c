/** Functions of JSON mean the same on every database: each test has one answer. */
import * as t from "io-ts"
import { BigDecimal, Effect, pipe } from "effect"
import {
  all, allRows, type AnyExpr, asc, bigint, boolean, caseWhen, concat, createAll, date, decimal, distinctValues, eq, execute,
  filterWhere, from, gt, groupBy, insertInto, integer, isNull, json, type Json, jsonArray, jsonArrayAgg, jsonArrayAppend,
  jsonArrayLength, jsonAs, jsonConcat, jsonContains, jsonGet, jsonHasAllKeys, jsonHasAnyKey, jsonHasKey, jsonInsert, jsonKeys,
  jsonMergePatch, jsonObject, jsonObjectAgg, jsonPathExists, jsonPathMatch, jsonPathQueryArray, jsonPathQueryFirst, jsonRemove,
  jsonReplace, jsonSet, jsonText, jsonTypeOf, leftJoin, literal, nullable, nullOf, numeric, one, orderBy, primaryKey, refine, select,
  table, text, update, uuid, value, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn, type LiveDb } from "../servers/live.js"
import { everywhere, on, tagOf } from "./conformance.js"

const hostile = `a"b\\c'.d[0]$1 é😀\n\t$*`
const keys = [hostile, "", "0", "a b", "$", "$d", "*", "{x}", "it's", "\\", '"', "é", "\u0001", "a,b", "NULL", "a-b"]
const Doc = table("doc", { id: integer.pipe(primaryKey), doc: json().pipe(nullable) })

const documents: Readonly<Record<string, Json>> = {
  nested: { a: [{ b: "deep" }, [5, 6]], n: null, t: true, f: false, x: 1.5, big: 9007199254740991, s: 'q"uo\\te\n', e: {}, l: [] },
  numbered: { "0": "zero", a: { "1": "one", b: 1 } },
  list: [10, { a: 1 }, "x", null],
  scalar: 7,
  word: "word",
  strange: Object.fromEntries(keys.map((key, i) => [key, i])),
}
const seed = Effect.gen(function* () {
  yield* createAll([Doc])
  const rows = Object.values(documents).map((doc, i) => ({ id: i + 1, doc }))
  yield* execute(insertInto(Doc, [...rows, { id: 99, doc: null }]))
})
const idOf = (name: string): number => (name === "NULL" ? 99 : Object.keys(documents).indexOf(name) + 1)

/** What expressions give of one document. */
const of = async (db: LiveDb, name: string, exprs: Record<string, AnyExpr>): Promise<unknown> =>
  on(db, one(pipe(from(Doc), where(eq(Doc.id, idOf(name))), select(exprs as never))) as never)

const doc = Doc.doc

describeOn(everywhere, "JSON", (db) => {
  beforeAll(() => on(db, seed))

  it("is reached by keys and indexes", async () => {
    expect(await of(db, "nested", {
      deep: jsonGet(doc, "a", 0, "b"), item: jsonGet(doc, "a", 1, 1), list: jsonGet(doc, "a", 1), whole: jsonGet(doc),
      t: jsonGet(doc, "t"), n: jsonGet(doc, "n"), missing: jsonGet(doc, "zz"), far: jsonGet(doc, "a", 9),
      farther: jsonGet(doc, "zz", "a", 0), through: jsonGet(jsonGet(doc, "a"), 1, 0),
    })).toEqual({
      deep: "deep", item: 6, list: [5, 6], whole: documents["nested"], t: true, n: null, missing: null, far: null,
      farther: null, through: 5,
    })
  })

  it("knows keys from indexes", async () => {
    expect(await of(db, "numbered", {
      key: jsonGet(doc, "0"), index: jsonGet(doc, 0), inner: jsonGet(doc, "a", 0), under: jsonGet(doc, "a", 0, "b"),
      text: jsonText(doc, "a", 0), one: jsonText(doc, "a", "1"), past: jsonGet(doc, "a", 1),
    })).toEqual({ key: "zero", index: null, inner: null, under: null, text: null, one: "one", past: null })
    expect(await of(db, "list", { key: jsonGet(doc, "0"), a: jsonGet(doc, "a"), x: jsonText(doc, 2) }))
      .toEqual({ key: null, a: null, x: "x" })
    expect(await of(db, "scalar", { index: jsonGet(doc, 0), key: jsonGet(doc, "a"), text: jsonText(doc) }))
      .toEqual({ index: null, key: null, text: "7" })
  })

  it("has keys of any sign", async () => {
    for (const [i, key] of keys.entries()) {
      expect(await of(db, "strange", { get: jsonGet(doc, key), has: jsonHasKey(doc, key), text: jsonText(doc, key) }), key)
        .toEqual({ get: i, has: true, text: String(i) })
      const changed = await of(db, "strange", {
        set: jsonGet(jsonSet(doc, [key], "new"), key), removed: jsonHasKey(jsonRemove(doc, [key]), key),
        others: jsonHasAllKeys(jsonRemove(doc, [key]), keys.filter((k) => k !== key)),
        added: jsonSet(value(json(), {}), [key], 1), object: jsonObject({ [key]: 1 }),
      })
      expect(changed, key).toEqual({ set: "new", removed: false, others: true, added: { [key]: 1 }, object: { [key]: 1 } })
    }
  })

  it("has keys that begin with a minus sign, or refuses them", async () => {
    const dashed = value(json(), { "-1": { a: 1 } })
    const found = of(db, "list", { get: jsonGet(dashed, "-1", "a"), removed: jsonRemove(dashed, ["-1"]), has: jsonHasKey(dashed, "-1") })
    if (db.kind === "mariadb") {
      await expect(found).rejects.toThrow('MariaDB has no way to say the JSON path ["-1","a"]')
    } else {
      expect(await found).toEqual({ get: 1, removed: {}, has: true })
    }
  })

  it("tells JSON's null from what is missing, in SQL", async () => {
    expect(await of(db, "nested", {
      n: isNull(jsonGet(doc, "n")), missing: isNull(jsonGet(doc, "zz")), text: isNull(jsonText(doc, "n")),
      hasN: jsonHasKey(doc, "n"), hasZ: jsonHasKey(doc, "zz"), type: jsonTypeOf(jsonGet(doc, "n")),
    })).toEqual({ n: false, missing: true, text: true, hasN: true, hasZ: false, type: "null" })
    const nothing = jsonGet(doc, "n")
    expect(await of(db, "nested", { text: jsonText(nothing), type: jsonTypeOf(nothing), set: jsonSet(nothing, ["a"], 1) }))
      .toEqual({ text: null, type: "null", set: null })
  })

  it("of NULL is NULL", async () => {
    expect(await of(db, "NULL", {
      get: jsonGet(doc, "a", 0), text: jsonText(doc, "a"), type: jsonTypeOf(doc), length: jsonArrayLength(doc), keys: jsonKeys(doc),
      set: jsonSet(doc, ["a"], 1), inserted: jsonInsert(doc, ["a", 0], 1), removed: jsonRemove(doc, ["a"]),
      appended: jsonArrayAppend(doc, [], 1), as: jsonAs(integer, doc, "a"), flag: jsonAs(boolean, doc, "a"),
      has: jsonHasKey(doc, "a"),
    })).toEqual({
      get: null, text: null, type: null, length: null, keys: null, set: null, inserted: null, removed: null, appended: null,
      as: null, flag: null, has: false,
    })
  })

  it("is text", async () => {
    expect(await of(db, "nested", {
      s: jsonText(doc, "s"), t: jsonText(doc, "t"), f: jsonText(doc, "f"), x: jsonText(doc, "x"), big: jsonText(doc, "big"),
      empty: jsonText(doc, "e"), list: jsonText(doc, "l"), same: eq(jsonText(doc, "s"), 'q"uo\\te\n'),
      longer: concat(jsonText(doc, "a", 0, "b"), "!"), blank: eq(jsonText(doc, "t"), "true "),
    })).toEqual({
      s: 'q"uo\\te\n', t: "true", f: "false", x: "1.5", big: "9007199254740991", empty: "{}", list: "[]", same: true,
      longer: "deep!", blank: false,
    })
    expect(await of(db, "word", { w: jsonText(doc) })).toEqual({ w: "word" })
  })

  it("is a value of a type, with all its digits", async () => {
    const digits = value(json(), { id: 5, big: "9007199254740993", price: "12.50", day: "2024-02-29", key: "0F8FAD5B-d9cb-469f-a165-70867728950e", x: 0.1, t: true, n: null })
    const big = pipe(from(Doc), where(eq(Doc.id, 1)), select({ x: jsonAs(bigint, digits, "big") }))
    expect(await on(db, all(big))).toEqual([{ x: 9007199254740993n }])
    expect(await of(db, "nested", {
      id: jsonAs(integer, digits, "id"), day: jsonAs(date, digits, "day"), key: jsonAs(uuid, digits, "key"),
      t: jsonAs(boolean, digits, "t"), id2: jsonAs(boolean, digits, "id"), n: jsonAs(integer, digits, "n"),
      list: jsonAs(json(t.array(t.number)), doc, "a", 1), missing: jsonAs(bigint, doc, "zz"),
      more: gt(jsonAs(integer, digits, "id"), 4), text: jsonAs(text, digits, "big"),
    })).toEqual({
      id: 5, day: "2024-02-29", key: "0f8fad5b-d9cb-469f-a165-70867728950e", t: true, id2: null, n: null, list: [5, 6],
      missing: null, more: true, text: "9007199254740993",
    })
    const price = await on(db, all(pipe(from(Doc), where(eq(Doc.id, 1)), select(jsonAs(numeric(10, 2), digits, "price")))))
    expect(price.map((x) => BigDecimal.format(x!))).toEqual(["12.5"])
  })

  it("has a type, a length and keys", async () => {
    const types = ["a", "n", "t", "x", "big", "s", "e"].map((key) => [key, jsonTypeOf(jsonGet(doc, key))] as const)
    expect(await of(db, "nested", Object.fromEntries(types)))
      .toEqual({ a: "array", n: "null", t: "boolean", x: "number", big: "number", s: "string", e: "object" })
    expect(await of(db, "nested", {
      is: eq(jsonTypeOf(jsonGet(doc, "a")), "array"),
      a: jsonArrayLength(jsonGet(doc, "a")), l: jsonArrayLength(jsonGet(doc, "l")), e: jsonArrayLength(jsonGet(doc, "e")),
      n: jsonArrayLength(jsonGet(doc, "n")), x: jsonArrayLength(jsonGet(doc, "x")), keysOfList: jsonKeys(jsonGet(doc, "a")),
      none: jsonKeys(jsonGet(doc, "e")), keysOfNumber: jsonKeys(jsonGet(doc, "x")),
    })).toEqual({ is: true, a: 2, l: 0, e: null, n: null, x: null, keysOfList: null, none: [], keysOfNumber: null })
    const found = (await of(db, "strange", { keys: jsonKeys(doc) })) as { keys: ReadonlyArray<string> }
    expect(found.keys.toSorted()).toEqual(keys.toSorted())
  })

  it("has any or all of some keys", async () => {
    expect(await of(db, "nested", {
      any: jsonHasAnyKey(doc, ["zz", "n"]), none: jsonHasAnyKey(doc, ["zz"]), all: jsonHasAllKeys(doc, ["a", "n"]),
      some: jsonHasAllKeys(doc, ["a", "zz"]), ofNone: jsonHasAnyKey(doc, []), allOfNone: jsonHasAllKeys(doc, []),
    })).toEqual({ any: true, none: false, all: true, some: false, ofNone: false, allOfNone: true })
    expect(await of(db, "list", { x: jsonHasKey(doc, "x"), zero: jsonHasKey(doc, "0") })).toEqual({ x: false, zero: false })
  })

  it("is changed at a path", async () => {
    const small = value(json(), { a: [1, { b: 2 }], o: {} })
    expect(await of(db, "nested", {
      replaced: jsonSet(small, ["a", 0], "x"), added: jsonSet(small, ["o", "k"], [1]), appended: jsonSet(small, ["a", 9], true),
      deep: jsonSet(small, ["a", 1, "b"], null), orphan: jsonSet(small, ["z", "k"], 1), orphanItem: jsonSet(small, ["z", 0], 1),
      key: jsonSet(small, ["a", "k"], 1), index: jsonSet(small, ["o", 0], 1), index1: jsonSet(small, ["o", 1], 1),
      through: jsonSet(small, ["o", 0, "k"], 1), into: jsonSet(small, ["a", 0, "k"], 1),
    })).toEqual({
      replaced: { a: ["x", { b: 2 }], o: {} }, added: { a: [1, { b: 2 }], o: { k: [1] } },
      appended: { a: [1, { b: 2 }, true], o: {} }, deep: { a: [1, { b: null }], o: {} },
      ...Object.fromEntries(["orphan", "orphanItem", "key", "index", "index1", "through", "into"]
        .map((k) => [k, { a: [1, { b: 2 }], o: {} }])),
    })
    const same = { a: [1, { b: 2 }], o: {} }
    expect(await of(db, "nested", {
      inserted: jsonInsert(small, ["n"], 1), there: jsonInsert(small, ["o"], 1), item: jsonInsert(small, ["a", 0], 9),
      end: jsonInsert(small, ["a", 2], 9), index: jsonInsert(small, ["o", 1], 9), orphan: jsonInsert(small, ["z", "k"], 9),
      replaced: jsonReplace(small, ["o"], 1), missing: jsonReplace(small, ["n"], 1), far: jsonReplace(small, ["a", 2], 1),
      first: jsonReplace(small, ["o", 0], 1), removed: jsonRemove(small, ["a", 0]), gone: jsonRemove(small, ["o"]),
      nothing: jsonRemove(small, ["n"]), farther: jsonRemove(small, ["a", 7]), not: jsonRemove(small, ["o", 0]),
      notKey: jsonRemove(small, ["a", "0"]),
    })).toEqual({
      inserted: { ...same, n: 1 }, there: same, item: same, end: { a: [1, { b: 2 }, 9], o: {} }, index: same, orphan: same,
      replaced: { ...same, o: 1 }, missing: same, far: same, first: same, removed: { a: [{ b: 2 }], o: {} },
      gone: { a: [1, { b: 2 }] }, nothing: same, farther: same, not: same, notKey: same,
    })
    expect(await of(db, "nested", {
      appended: jsonArrayAppend(small, ["a"], { c: "é\"" }), inner: jsonArrayAppend(value(json(), [[1]]), [0], 2),
      whole: jsonArrayAppend(value(json(), [1]), [], [2]), object: jsonArrayAppend(small, ["o"], 1),
      missing: jsonArrayAppend(small, ["z"], 1), item: jsonArrayAppend(small, ["a", 0], 1), top: jsonArrayAppend(small, [], 1),
    })).toEqual({
      appended: { a: [1, { b: 2 }, { c: "é\"" }], o: {} }, inner: [[1, 2]], whole: [1, [2]], object: same, missing: same,
      item: same, top: same,
    })
    for (const name of ["scalar", "word", "list"]) {
      const was = documents[name]!
      expect(await of(db, name, {
        key: jsonSet(doc, ["a"], 1), inserted: jsonInsert(doc, ["a"], 1), removed: jsonRemove(doc, ["a"]),
        replaced: jsonReplace(doc, ["a"], 1), appended: jsonArrayAppend(doc, ["a"], 1),
      }), name).toEqual({ key: was, inserted: was, removed: was, replaced: was, appended: was })
    }
    expect(await of(db, "scalar", {
      set: jsonSet(doc, [0], 1), set1: jsonSet(doc, [1], 1), inserted: jsonInsert(doc, [1], 1), removed: jsonRemove(doc, [0]),
      replaced: jsonReplace(doc, [0], 1), appended: jsonArrayAppend(doc, [], 1),
    })).toEqual({ set: 7, set1: 7, inserted: 7, removed: 7, replaced: 7, appended: 7 })
  })

  it("is changed to the value of an expression, of which NULL is JSON's null", async () => {
    const empty = value(json(), {})
    expect(await of(db, "nested", {
      id: jsonSet(empty, ["k"], Doc.id), doc: jsonSet(empty, ["k"], jsonGet(doc, "a")), text: jsonSet(empty, ["k"], literal('[1]"')),
      truth: jsonSet(empty, ["k"], eq(Doc.id, 1)), none: jsonSet(empty, ["k"], nullOf(integer)),
      noDoc: jsonSet(empty, ["k"], jsonGet(doc, "zz")), appended: jsonArrayAppend(value(json(), []), [], nullOf(text)),
      jsonText: jsonSet(empty, ["k"], jsonText(doc, "a", 1, 0)), chain: jsonSet(jsonSet(empty, ["a"], {}), ["a", "b"], 1),
    })).toEqual({
      id: { k: 1 }, doc: { k: [{ b: "deep" }, [5, 6]] }, text: { k: '[1]"' }, truth: { k: true }, none: { k: null },
      noDoc: { k: null }, appended: [null], jsonText: { k: "5" }, chain: { a: { b: 1 } },
    })
  })

  it("is built of values", async () => {
    const many = {
      id: Doc.id, word: "w", n: nullOf(integer), t: eq(Doc.id, 1), x: 1.5, doc, list: jsonArray(1, "a", doc, nullOf(text)),
      inner: jsonObject({ deep: jsonArray() }), quoted: literal(hostile), day: value(date, "2024-02-29"),
      truth: nullOf(boolean), noDoc: nullOf(json()),
    }
    expect(await of(db, "list", { x: jsonObject(many), empty: jsonObject({}) })).toEqual({
      x: {
        id: 3, word: "w", n: null, t: false, x: 1.5, doc: documents["list"], list: [1, "a", documents["list"], null],
        inner: { deep: [] }, quoted: hostile, day: "2024-02-29", truth: null, noDoc: null,
      },
      empty: {},
    })
    const digits = pipe(from(Doc), where(eq(Doc.id, 1)), select({
      x: jsonObject({ big: value(bigint, 9007199254740993n), exact: value(decimal(), BigDecimal.fromStringUnsafe("12345678901234567890.5")) }),
      part: jsonGet(jsonObject({ big: value(bigint, 9007199254740993n) }), "big"),
    }))
    const [row] = await on(db, all(digits))
    expect([row!.x.big, BigDecimal.format(row!.x.exact), row!.part]).toEqual([9007199254740993n, "12345678901234567890.5", 9007199254740993n])
  })

  it("collects the values of rows", async () => {
    const Line = table("line", {
      id: integer.pipe(primaryKey), kind: text, note: text.pipe(nullable), doc: json().pipe(nullable), flag: boolean,
      big: bigint, at: date,
    })
    const rows = [
      { id: 1, kind: "a", note: hostile, doc: [1, { k: hostile }], flag: true, big: 9007199254740993n, at: "2024-02-29" },
      { id: 2, kind: "b", note: null, doc: null, flag: false, big: -1n, at: "2024-03-01" },
      { id: 3, kind: "b", note: "x,y", doc: null, flag: false, big: 0n, at: "2024-03-02" },
    ] as const
    const whole = pipe(from(Line), select({
      ids: jsonArrayAgg(Line.id), notes: jsonArrayAgg(Line.note), docs: jsonArrayAgg(Line.doc), flags: jsonArrayAgg(Line.flag),
      bigs: jsonArrayAgg(Line.big), days: jsonArrayAgg(Line.at), kinds: jsonArrayAgg(Line.kind).pipe(distinctValues),
      some: jsonArrayAgg(Line.id).pipe(filterWhere(gt(Line.id, 1))),
      cased: jsonArrayAgg(caseWhen([[gt(Line.id, 2), Line.kind]], nullOf(text))), by: jsonObjectAgg(Line.kind, Line.note),
      objects: jsonArrayAgg(jsonObject({ id: Line.id })), byNote: jsonObjectAgg(Line.note, Line.id),
    }))
    await on(db, createAll([Line]))
    expect(await on(db, one(whole))).toEqual({
      ids: [], notes: [], docs: [], flags: [], bigs: [], days: [], kinds: [], some: [], cased: [], by: {}, objects: [], byNote: {},
    })
    await on(db, execute(insertInto(Line, rows)))
    const found = await on(db, one(whole))
    expect({ ...found, kinds: found.kinds.toSorted() }).toEqual({
      ids: [1, 2, 3], notes: [hostile, "x,y"], docs: [[1, { k: hostile }]], flags: [true, false, false],
      bigs: [9007199254740993n, -1n, 0n], days: ["2024-02-29", "2024-03-01", "2024-03-02"], kinds: ["a", "b"], some: [2, 3],
      cased: ["b"], by: { a: hostile, b: "x,y" }, objects: [{ id: 1 }, { id: 2 }, { id: 3 }], byNote: { [hostile]: 1, "x,y": 3 },
    })
    const grouped = pipe(
      from(Doc),
      leftJoin(Line, eq(Line.id, Doc.id)),
      where(gt(Doc.id, 1)),
      groupBy(Doc.id),
      select({ id: Doc.id, kinds: jsonArrayAgg(Line.kind) }),
      orderBy(asc(Doc.id)),
    )
    expect((await on(db, all(grouped))).slice(0, 4)).toEqual([
      { id: 2, kinds: ["b"] }, { id: 3, kinds: ["b"] }, { id: 4, kinds: [] }, { id: 5, kinds: [] },
    ])
    const long = "x".repeat(30_000)
    await on(db, execute(pipe(update(Line, { note: long }), allRows)))
    expect((await on(db, one(pipe(from(Line), select({ notes: jsonArrayAgg(Line.note) }))))).notes).toEqual([long, long, long])
  })

  it("is changed in a table, and grouped and sorted by a part", async () => {
    const Recipe = t.type({ eggs: t.number, steps: t.readonlyArray(t.type({ name: t.string })), note: t.union([t.string, t.null]) })
    const Cake = table("recipe", { id: integer.pipe(primaryKey), recipe: json(Recipe) })
    await on(db, createAll([Cake]))
    await on(db, execute(insertInto(Cake, [
      { id: 1, recipe: { eggs: 2, steps: [{ name: "stir" }], note: null } },
      { id: 2, recipe: { eggs: 3, steps: [], note: "n" } },
    ])))
    await on(db, execute(pipe(update(Cake, { recipe: jsonSet(Cake.recipe, ["steps", 0], { name: "bake" }) }), where(eq(Cake.id, 1)))))
    await on(db, execute(pipe(update(Cake, { recipe: jsonSet(Cake.recipe, ["eggs"], Cake.id) }), allRows)))
    expect(await on(db, all(pipe(from(Cake), orderBy(Cake.id))))).toEqual([
      { id: 1, recipe: { eggs: 1, steps: [{ name: "bake" }], note: null } },
      { id: 2, recipe: { eggs: 2, steps: [], note: "n" } },
    ])
    const eggs = jsonAs(integer, Cake.recipe, "eggs")
    expect(await on(db, all(pipe(from(Cake), groupBy(eggs), select({ eggs }), orderBy(asc(eggs)))))).toEqual([{ eggs: 1 }, { eggs: 2 }])
    expect(await on(db, all(pipe(from(Cake), where(eq(jsonGet(Cake.recipe, "eggs"), 2)), select(jsonGet(Cake.recipe, "note"))))))
      .toEqual(["n"])
  })

  it("is checked by the codec of the part that is read", async () => {
    const Wrong = t.type({ a: t.type({ b: t.string }) })
    const wrong = value(json(), { a: { b: 5 } })
    const read = all(pipe(from(Doc), where(eq(Doc.id, 1)), select({ x: jsonGet(jsonAs(json(Wrong), wrong), "a", "b") })))
    const error = await on(db, Effect.flip(read))
    expect(String(error)).toContain("expected JSON of string or NULL, got 5")
    const opaque = json(t.type({ a: t.number })).pipe(refine(new t.Type<{ a: number }, { a: number }, { a: number }>("Opaque", (_): _ is { a: number } => true, t.success, t.identity)))
    const unread = all(pipe(from(Doc), where(eq(Doc.id, 1)), select({ x: jsonGet(value(opaque, { a: 1 }), "a") })))
    expect(String(await on(db, Effect.flip(unread)))).toContain("read it with jsonAs")
    expect(await on(db, all(pipe(from(Doc), where(eq(Doc.id, 1)), select({ x: jsonAs(integer, value(opaque, { a: 1 }), "a") })))))
      .toEqual([{ x: 1 }])
  })
})

describeOn(["sqlite", "mariadb", "mysql"], "a merge patch", (db) => {
  it("merges, replaces and removes", async () => {
    await on(db, seed)
    expect(await of(db, "nested", {
      merged: jsonMergePatch(value(json(), { a: 1, b: { c: 1, d: 2 } }), { a: null, b: { c: "x" }, e: [1] }),
      list: jsonMergePatch(value(json(), [1]), { a: 1 }), whole: jsonMergePatch(value(json(), { a: 1 }), "x"),
      none: jsonMergePatch(value(json(), { a: 1 }), nullOf(json())), column: jsonMergePatch(jsonGet(doc, "e"), jsonObject({ id: Doc.id })),
    })).toEqual({ merged: { b: { c: "x", d: 2 }, e: [1] }, list: { a: 1 }, whole: "x", none: null, column: { id: 1 } })
  })
})

describeOn("postgres", "JSON of PostgreSQL's own", (db) => {
  beforeAll(() => on(db, seed))

  it("is contained and joined", async () => {
    expect(await of(db, "nested", {
      part: jsonContains(doc, { a: [[6]], t: true }), not: jsonContains(doc, { a: [[7]] }), none: jsonContains(nullOf(json()), {}),
      item: jsonContains(value(json(), ["x", "y"]), "x"), column: jsonContains(doc, jsonObject({ t: true })),
      joined: jsonConcat(value(json(), { a: { b: 1 }, c: 1 }), { a: 2 }), lists: jsonConcat(value(json(), [1]), [2, 3]),
    })).toEqual({
      part: true, not: false, none: null, item: true, column: true, joined: { a: 2, c: 1 }, lists: [1, 2, 3],
    })
  })

  it("is asked by paths, whose mistakes are errors", async () => {
    const path = "$.a[1][*] ? (@ > $least)"
    expect(await of(db, "nested", {
      exists: jsonPathExists(doc, path, { least: 5 }), not: jsonPathExists(doc, path, { least: 6 }),
      match: jsonPathMatch(doc, "$.x == 1.5"), unknown: jsonPathMatch(doc, "$.s > 1"), first: jsonPathQueryFirst(doc, path, { least: 1 }),
      none: jsonPathQueryFirst(doc, "$.zz"), all: jsonPathQueryArray(doc, "$.a[1][*]"), empty: jsonPathQueryArray(doc, "$.zz"),
      column: jsonPathExists(doc, concat("$.", jsonText(doc, "a", 0, "b"))), ofNull: jsonPathExists(nullOf(json()), "$"),
      quoted: jsonPathQueryFirst(doc, '$."s" ? (@ starts with $q)', { q: 'q"' }),
    })).toEqual({
      exists: true, not: false, match: true, unknown: null, first: 5, none: null, all: [5, 6], empty: [], column: false, ofNull: null,
      quoted: 'q"uo\\te\n',
    })
    const tag = (path: string) => on(db, tagOf(all(pipe(from(Doc), select({ x: jsonPathExists(Doc.doc, path) })))) as never)
    expect(await tag("$[*")).toBe("SyntaxError")
    expect(await tag("strict $.zz")).toBe("DataError")
    expect(await tag("$ ? (@ > $none)")).toBe("SyntaxError")
  })
})
