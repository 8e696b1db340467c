/** What is loaded is what a join in the program finds, on every database: keys of all kinds, in every strategy. */
import { Effect, Option, pipe } from "effect"
import * as fc from "fast-check"
import {
  allRows, asc, belongsTo, bigint, createAll, database, deleteFrom, desc, dropAll, execute, from, hasMany, hasOne, insertInto, integer, load, manyToMany,
  newRow, nullable, option, orderBy, primaryKey, primaryKeyOn, refineRelation, save, select, change, edit, addRelated, table, text, through, timestamp, transaction, unique, using,
  uuid, varchar, where, eq, loadOne,
} from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { afterAll, beforeAll, expect, it } from "vitest"
import { counted } from "../relation/counted.js"
import { describeOn } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const strategies = ["join", "query", "nested"] as const
const hostile = ["it's", `"q"`, "back\\slash", "`tick`", "😀", "a", "b", "%_", "--", "null", "1", "[1]", "a,b", "\n"]
const uuids = ["01234567-89ab-4cde-8f01-23456789abcd", "ffffffff-ffff-4fff-bfff-ffffffffffff", "00000000-0000-4000-8000-000000000000"]

/** A parent and children with a key of each kind. */
const kinds = {
  integer: [integer, [1, 2, -7, 2147483647]],
  bigint: [bigint, [9007199254740993n, 9007199254740992n, -9223372036854775808n, 0n]],
  text: [varchar(40), hostile],
  uuid: [uuid, uuids],
  timestamp: [timestamp, ["2024-02-29T09:30:00", "1999-12-31T23:59:59.999999", "2024-02-29T09:30:00.000001"]],
} as const

describeOn(everywhere, "keys of every kind", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)

  it.each(Object.entries(kinds))("%s", async (name, [type, values]) => {
    const Parent = table(`parent_${name}`, { id: (type as typeof integer).pipe(primaryKey) })
    const Child = table(`child_${name}`, { id: integer.pipe(primaryKey), one: (type as typeof integer).pipe(nullable), other: (type as typeof integer).pipe(option) })
    const ones = hasMany(Parent, Child, { id: "one" })
    const others = hasMany(Parent, Child, { id: "other" })
    const one = belongsTo(Child, Parent, { one: "id" })
    const other = belongsTo(Child, Parent, { other: "id" })
    const keys = values as unknown as ReadonlyArray<number>
    const children = [...keys, null].flatMap((a, i) => [{ id: 2 * i, one: a, other: Option.fromNullOr(keys[i + 1] ?? null) }, { id: 2 * i + 1, one: keys[0]!, other: Option.fromNullOr(a) }])
    await on(Effect.gen(function* () {
      yield* createAll([Parent, Child])
      yield* execute(insertInto(Parent, keys.map((id) => ({ id }))))
      yield* execute(insertInto(Child, children))
    }))
    for (const strategy of strategies) {
      const parents = await on(load(Parent, { ones: [ones, { other }], others: [others, { one }] }, { strategy }))
      const orNull = (id: number | null) => (id === null ? null : { id })
      const expected = keys.map((id) => ({
        id,
        ones: children.filter((c) => c.one === id).map((c) => ({ ...c, other: orNull(Option.getOrNull(c.other)) })),
        others: children.filter((c) => Option.getOrNull(c.other) === id).map((c) => ({ ...c, one: orNull(c.one) })),
      }))
      const sorted = (rows: ReadonlyArray<{ readonly id: unknown }>) => rows.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
      expect(sorted(parents)).toEqual(sorted(expected))
    }
    await on(dropAll([Parent, Child]))
  })
})

const Node = table(
  "node",
  { a: integer, b: varchar(10), upA: integer.pipe(nullable), upB: varchar(10).pipe(nullable), leftId: integer.pipe(nullable), rightId: integer.pipe(nullable) },
  (t) => [primaryKeyOn(t.a, t.b)],
)
const Leaf = table("leaf", { id: integer.pipe(primaryKey), hostId: integer.pipe(nullable), guestId: integer.pipe(option) })
const Tag = table("tag", { id: integer.pipe(primaryKey), ownerId: integer.pipe(nullable, unique) })
const LeafTag = table("leaf_tag", { leafId: integer, tagId: integer, weight: integer }, (t) => [primaryKeyOn(t.leafId, t.tagId)])
const graph = [Node, Leaf, Tag, LeafTag] as const

/** A relation, and which rows of a table are related to a row. */
type Rec = Readonly<Record<string, any>>
const rel = {
  up: [belongsTo(Node, Node, { upA: "a", upB: "b" }), "node", (x: Rec, y: Rec) => x["upA"] === y["a"] && x["upB"] === y["b"], false],
  downs: [hasMany(Node, Node, { a: "upA", b: "upB" }), "node", (x: Rec, y: Rec) => y["upA"] === x["a"] && y["upB"] === x["b"], true],
  left: [belongsTo(Node, Leaf, { leftId: "id" }), "leaf", (x: Rec, y: Rec) => x["leftId"] === y["id"], false],
  right: [belongsTo(Node, Leaf, { rightId: "id" }), "leaf", (x: Rec, y: Rec) => x["rightId"] === y["id"], false],
  lefts: [hasMany(Leaf, Node, { id: "leftId" }), "node", (x: Rec, y: Rec) => y["leftId"] === x["id"], true],
  rights: [hasMany(Leaf, Node, { id: "rightId" }), "node", (x: Rec, y: Rec) => y["rightId"] === x["id"], true],
  host: [belongsTo(Leaf, Leaf, { hostId: "id" }), "leaf", (x: Rec, y: Rec) => x["hostId"] === y["id"], false],
  guest: [belongsTo(Leaf, Leaf, { guestId: "id" }), "leaf", (x: Rec, y: Rec) => Option.getOrNull(x["guestId"] as Option.Option<number>) === y["id"], false],
  hosts: [hasMany(Leaf, Leaf, { id: "hostId" }), "leaf", (x: Rec, y: Rec) => y["hostId"] === x["id"], true],
  guests: [hasMany(Leaf, Leaf, { id: "guestId" }), "leaf", (x: Rec, y: Rec) => Option.getOrNull(y["guestId"] as Option.Option<number>) === x["id"], true],
  owned: [hasOne(Leaf, Tag, { id: "ownerId" }), "tag", (x: Rec, y: Rec) => y["ownerId"] === x["id"], false],
  owner: [belongsTo(Tag, Leaf, { ownerId: "id" }), "leaf", (x: Rec, y: Rec) => x["ownerId"] === y["id"], false],
} as const
const leafTags = manyToMany(Leaf, Tag, { through: LeafTag, from: { id: "leafId" }, to: { tagId: "id" } })
const tagLeaves = manyToMany(Tag, Leaf, { through: LeafTag, from: { id: "tagId" }, to: { leafId: "id" } })
const begins = {
  node: ["up", "downs", "left", "right"],
  leaf: ["lefts", "rights", "host", "guest", "hosts", "guests", "owned", "tags", "neighbours", "hostTags"],
  tag: ["owner", "leaves"],
} as const
type Place = keyof typeof begins
const chains = { tags: leafTags, leaves: tagLeaves, neighbours: through(leafTags, tagLeaves), hostTags: through(rel.host[0], leafTags) } as const
const ends: Readonly<Record<string, Place>> = { tags: "tag", leaves: "leaf", neighbours: "leaf", hostTags: "tag" }
const byId = (a: Rec, b: Rec) => a["id"] - b["id"]

interface Rows {
  readonly node: ReadonlyArray<Rec>
  readonly leaf: ReadonlyArray<Rec>
  readonly tag: ReadonlyArray<Rec>
  readonly links: ReadonlyArray<Rec>
}

/** The related rows of a row, by looking at all of them. */
const found = (rows: Rows, name: string, row: Rec): unknown => {
  const tagsOf = (leafId: unknown) => rows.tag.filter((tag) => rows.links.some((link) => link["leafId"] === leafId && link["tagId"] === tag["id"]))
  const leavesOf = (tagId: unknown) => rows.leaf.filter((leaf) => rows.links.some((link) => link["tagId"] === tagId && link["leafId"] === leaf["id"]))
  switch (name) {
    case "tags":
      return tagsOf(row["id"])
    case "leaves":
      return leavesOf(row["id"])
    case "neighbours":
      return [...new Set(tagsOf(row["id"]).flatMap((tag) => leavesOf(tag["id"])))].toSorted(byId)
    case "hostTags":
      return rows.leaf.some((leaf) => leaf["id"] === row["hostId"]) ? tagsOf(row["hostId"]) : []
    default: {
      const [, target, matches, many] = rel[name as keyof typeof rel]
      const related = (rows[target] as ReadonlyArray<Rec>).filter((other) => matches(row, other))
      return many ? related : (related[0] ?? null)
    }
  }
}

interface Wanted {
  readonly [name: string]: Wanted
}
const wanted = (place: Place, depth: number): fc.Arbitrary<Wanted> =>
  fc.uniqueArray(fc.constantFrom(...begins[place]), { maxLength: depth > 1 ? 3 : 2 }).chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, depth === 0 ? fc.constant({}) : wanted(ends[name] ?? rel[name as keyof typeof rel][1], depth - 1)]))) as fc.Arbitrary<Wanted>,
  )
const specOf = (want: Wanted): Rec =>
  Object.fromEntries(Object.entries(want).map(([name, inner]) => [name, [name in chains ? chains[name as keyof typeof chains] : rel[name as keyof typeof rel][0], specOf(inner)]]))
const joined = (rows: Rows, want: Wanted, row: Rec): Rec => {
  const deeper = (inner: Wanted, value: unknown): unknown =>
    value === null ? null : Array.isArray(value) ? value.map((one) => joined(rows, inner, one as Rec)) : joined(rows, inner, value as Rec)
  return { ...row, ...Object.fromEntries(Object.entries(want).map(([name, inner]) => [name, deeper(inner, found(rows, name, row))])) }
}

const small = fc.integer({ min: 1, max: 5 })
const maybe = fc.option(fc.integer({ min: 1, max: 6 }))
const letter = fc.constantFrom("x", "y'", "z\\")
const randomRows: fc.Arbitrary<Rows> = fc.record({
  node: fc.uniqueArray(fc.record({ a: small, b: letter, upA: maybe, upB: fc.option(letter), leftId: maybe, rightId: maybe }), { selector: (x) => `${x.a} ${x.b}`, maxLength: 6 }),
  leaf: fc.uniqueArray(fc.record({ id: small, hostId: maybe, guestId: maybe.map(Option.fromNullOr) }), { selector: (x) => x.id, maxLength: 5 }),
  tag: fc
    .uniqueArray(fc.record({ id: small, ownerId: maybe }), { selector: (x) => x.id, maxLength: 5 })
    .map((tags) => tags.map((tag, i) => (tags.findIndex((other) => other.ownerId === tag.ownerId) < i ? { ...tag, ownerId: null } : tag))),
  links: fc.uniqueArray(fc.record({ leafId: small, tagId: small, weight: small }), { selector: (x) => `${x.leafId} ${x.tagId}`, maxLength: 8 }),
})
const order = (rows: Rows): Rows => ({
  ...rows,
  node: rows.node.toSorted((x, y) => x["a"] - y["a"] || (x["b"] < y["b"] ? -1 : 1)),
  leaf: rows.leaf.toSorted(byId),
  tag: rows.tag.toSorted(byId),
})

const numRuns = Math.ceil(Number(process.env["FULMAR_RUNS"] ?? 200) / 4)

describeOn(everywhere, "loading", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll(graph)))
  afterAll(() => on(dropAll(graph)))
  const fill = (rows: Rows) =>
    Effect.gen(function* () {
      for (const one of graph) yield* execute(allRows(deleteFrom(one as typeof Tag)))
      const given = [rows.node, rows.leaf, rows.tag, rows.links]
      for (const [i, one] of graph.entries()) yield* execute(insertInto(one as typeof Tag, given[i] as never))
    })

  it("gives what a join in the program gives, in every strategy", async () => {
    const cases = randomRows.chain((rows) =>
      fc.constantFrom("node" as const, "leaf" as const, "tag" as const).chain((place) => fc.record({ rows: fc.constant(order(rows)), place: fc.constant(place), want: wanted(place, 2) })),
    )
    await on(Effect.gen(function* () {
      const context = yield* Effect.context<never>()
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(cases, async ({ place, rows, want }) => {
            const expected = rows[place].map((row) => joined(rows, want, row))
            const from_ = { node: pipe(from(Node), orderBy(asc(Node.a), asc(Node.b))), leaf: pipe(from(Leaf), orderBy(Leaf.id)), tag: pipe(from(Tag), orderBy(Tag.id)) }[place]
            await Effect.runPromiseWith(context)(fill(rows) as Effect.Effect<void, any>)
            for (const strategy of strategies) {
              const got = await Effect.runPromiseWith(context)(load(from_ as any, specOf(want) as any, { strategy }) as unknown as Effect.Effect<unknown, any>)
              expect(got, strategy).toEqual(expected)
            }
          }),
          { numRuns },
        ),
      )
    }))
  })

  it("reads what the junction holds, empty parents, and duplicates once", async () => {
    await on(fill({
      node: [], leaf: [{ id: 1, hostId: null, guestId: Option.none() }, { id: 2, hostId: 1, guestId: Option.some(1) }, { id: 3, hostId: 1, guestId: Option.none() }],
      tag: [{ id: 1, ownerId: null }, { id: 2, ownerId: 1 }], links: [{ leafId: 1, tagId: 1, weight: 3 }, { leafId: 1, tagId: 2, weight: 9 }],
    }))
    const weights = leafTags.pipe(refineRelation((q) => pipe(q, select({ tag: Tag.id, weight: LeafTag.weight }), orderBy(desc(LeafTag.weight)))))
    expect((await on(load(pipe(from(Leaf), orderBy(Leaf.id)), { weights }))).map((x) => x.weights)).toEqual([[{ tag: 2, weight: 9 }, { tag: 1, weight: 3 }], [], []])
    expect(await on(load(pipe(from(Leaf), where(eq(Leaf.id, 9))), { tags: [leafTags, { owner: rel.owner[0] }] }))).toEqual([])
    // Both have the same host, which is asked for once.
    const [hosts, sent] = await on(counted(load(pipe(from(Leaf), orderBy(Leaf.id)), { host: rel.host[0] }, { strategy: "query" })))
    expect(hosts.map((x) => x.host?.id ?? null)).toEqual([null, 1, 1])
    expect(sent).toHaveLength(2)
  })

  it("fails where the row that must be there is not", async () => {
    const Loose = table("loose", { id: integer.pipe(primaryKey), leafId: integer })
    const leaf = belongsTo(Loose, Leaf, { leafId: "id" })
    await on(fill({ node: [], leaf: [1, 2].map((id) => ({ id, hostId: null, guestId: Option.none() })), tag: [{ id: 1, ownerId: null }, { id: 2, ownerId: null }], links: [] }))
    await on(Effect.andThen(createAll([Loose]), execute(insertInto(Loose, [{ id: 1, leafId: 1 }, { id: 2, leafId: 999 }]))))
    for (const strategy of strategies) {
      const error = await on(Effect.flip(load(Loose, { leaf }, { strategy })))
      expect(error).toMatchObject({ _tag: "DecodeError", table: "loose", column: "leafId", actual: 999 })
    }
    // What one fiber does not find is no fault of another that asks at the same time.
    const looses = hasMany(Leaf, Loose, { id: "leafId" })
    const top = [looses, { self: belongsTo(Loose, Tag, { id: "id" }) }] as const
    const one = (id: number) => Effect.exit(load(pipe(from(Leaf), where(eq(Leaf.id, id))), { top }, { strategy: "query" }))
    await on(execute(insertInto(Loose, { id: 77, leafId: 2 })))
    const both = await on(Effect.all([one(1), one(2)], { concurrency: "unbounded" }))
    expect(both.map((exit) => exit._tag)).toEqual(["Success", "Failure"])
    await on(dropAll([Loose]))
  })

  it("takes as many statements for many rows as for few, and more keys than parameters", async () => {
    const A = table("many_a", { id: integer.pipe(primaryKey) })
    const B = table("many_b", { id: integer.pipe(primaryKey), aId: integer })
    const C = table("many_c", { id: integer.pipe(primaryKey), bId: integer })
    const spec = { bs: [hasMany(A, B, { id: "aId" }), { cs: hasMany(B, C, { id: "bId" }) }] } as const
    const ids = (n: number) => Array.from({ length: n }, (_, i) => i)
    const fillAll = (n: number) => Effect.gen(function* () {
      for (const one of [C, B, A]) yield* execute(allRows(deleteFrom(one as typeof A)))
      yield* execute(insertInto(A, ids(n).map((id) => ({ id }))))
      yield* execute(insertInto(B, ids(3 * n).map((id) => ({ id, aId: id % n }))))
      yield* execute(insertInto(C, ids(6 * n).map((id) => ({ id, bId: id % (3 * n) }))))
    })
    await on(createAll([A, B, C]))
    for (const n of [1, 10, 1000]) {
      await on(fillAll(n))
      const [rows, sent] = await on(counted(load(A, spec)))
      expect(sent).toHaveLength(3)
      expect(rows).toHaveLength(n)
      expect(rows.every((a) => a.bs.length === 3 && a.bs.every((b) => b.cs.length === 2 && b.aId === a.id))).toBe(true)
    }
    await on(Effect.gen(function* () {
      yield* execute(allRows(deleteFrom(A)))
      yield* execute(insertInto(A, ids(33_000).map((id) => ({ id }))))
      const rows = yield* load(A, { bs: spec.bs[0] })
      expect(rows).toHaveLength(33_000)
      expect(rows.reduce((sum, a) => sum + a.bs.length, 0)).toBe(3000)
    }))
    await on(dropAll([A, B, C]))
  })

  it("joins what fibers want at once, but not across databases", async () => {
    const Other = database("other")
    await on(fill({ node: [], leaf: [{ id: 1, hostId: null, guestId: Option.none() }, { id: 2, hostId: null, guestId: Option.none() }], tag: [{ id: 1, ownerId: 1 }, { id: 2, ownerId: 2 }], links: [] }))
    const one = (id: number) => load(pipe(from(Leaf), where(eq(Leaf.id, id))), { owned: rel.owned[0] }, { strategy: "query" })
    const program = Effect.gen(function* () {
      yield* createAll([Leaf, Tag]).pipe(using(Other))
      yield* execute(insertInto(Leaf, { id: 1 })).pipe(using(Other))
      return yield* Effect.all([one(1), one(1).pipe(using(Other)), one(2), transaction(one(2))], { concurrency: "unbounded" })
    })
    const rows = await on(program.pipe(Effect.provide(Other.layer(Sqlite.layer({ filename: ":memory:" })))) as unknown as Effect.Effect<ReadonlyArray<ReadonlyArray<any>>>)
    expect(rows.map(([leaf]) => leaf.owned?.id ?? null)).toEqual([1, null, 2, 2])
  })
})

describeOn(everywhere, "a key that is given and a relation", (db) => {
  it("the relation decides", async () => {
    const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
    const Candle = table("candle", { id: integer.pipe(primaryKey), cakeId: integer })
    const candles = hasMany(Cake, Candle, { id: "cakeId" })
    await runOn(db, Effect.gen(function* () {
      yield* createAll([Cake, Candle])
      const cake = yield* save(newRow(Cake, { id: 1, name: "a" }).pipe(addRelated("candles", candles, [newRow(Candle, { id: 1, cakeId: 7 })])))
      expect(cake.candles).toEqual([{ id: 1, cakeId: 1 }])
      const moved = edit(Candle, cake.candles[0]!).pipe(change({ cakeId: 7 }))
      yield* save(edit(Cake, cake).pipe(addRelated("candles", candles, [moved])))
      expect(yield* loadOne(from(Cake), { candles })).toEqual(cake)
      yield* dropAll([Cake, Candle])
    }))
  })
})
