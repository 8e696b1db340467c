import {
  add,
  all,
  and,
  asc,
  boolean,
  type Column,
  contains,
  count,
  crossJoin,
  desc,
  div,
  endsWith,
  eq,
  type Expr,
  first,
  from,
  gt,
  gte,
  groupBy,
  innerJoin,
  integer,
  type Insert,
  insertInto,
  isDistinctFrom,
  isIn,
  isNotDistinctFrom,
  isNull,
  leftJoin,
  like,
  limit,
  lower,
  lt,
  lte,
  mod,
  mul,
  neq,
  notIn,
  notLike,
  nullable,
  offset,
  orderBy,
  power,
  primaryKey,
  type Query,
  type RowOf,
  select,
  startsWith,
  sub,
  table,
  text,
  where,
} from "fulmar"
import { pipe } from "effect"
import * as fp from "fp-ts/lib/function.js"
import { Cake, type CakeRow, type Equal, Fruit, type Gives, same } from "./schema.js"

type Cakes = { readonly [K in keyof CakeRow]: CakeRow[K] }

// Both forms of every function of two arguments are the same type.
const a = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({
    eq: [eq(Cake.id, Fruit.id), pipe(Cake.id, eq(Fruit.id)), Cake.id.pipe(eq(Fruit.id))][0]!,
    eq1: eq(Cake.id, Fruit.id),
    eq2: pipe(Cake.id, eq(Fruit.id)),
    eq3: fp.pipe(Cake.id, eq(Fruit.id)),
    eq4: Cake.id.pipe(eq(Fruit.id)),
    eq5: pipe(Cake.id, eq(7)),
    neq: pipe(Cake.id, neq(Cake.bakeryId)),
    lt: pipe(Cake.id, lt(7)),
    lte: pipe(Cake.id, lte(7)),
    gt: pipe(Cake.bakeryId, gt(7)),
    gte: pipe(Cake.id, gte(Fruit.id)),
    distinct: pipe(Cake.id, isDistinctFrom(Fruit.id)),
    same: pipe(Cake.id, isNotDistinctFrom(Fruit.id)),
    add: pipe(Cake.id, add(1)),
    sub: pipe(Cake.id, sub(Fruit.id)),
    mul: pipe(Cake.bakeryId, mul(2)),
    div: pipe(Cake.id, div(2)),
    mod: pipe(Cake.id, mod(2)),
    power: pipe(Cake.id, power(2)),
    like: pipe(Cake.name, like("x%")),
    notLike: pipe(Cake.name, notLike(Fruit.name)),
    contains: pipe(Cake.name, contains("x")),
    startsWith: pipe(Fruit.name, startsWith("x")),
    endsWith: pipe(Cake.name, endsWith("x")),
    isIn: pipe(Cake.id, isIn([1, 2])),
    notIn: pipe(Cake.bakeryId, notIn([1, 2])),
  }),
)
type B = boolean
type BN = boolean | null
type N = number
type NN = number | null
same<
  Equal<
    RowOf<typeof a>,
    {
      readonly eq: BN
      readonly eq1: BN
      readonly eq2: BN
      readonly eq3: BN
      readonly eq4: BN
      readonly eq5: B
      readonly neq: BN
      readonly lt: B
      readonly lte: B
      readonly gt: BN
      readonly gte: BN
      readonly distinct: B
      readonly same: B
      readonly add: N
      readonly sub: NN
      readonly mul: NN
      readonly div: NN
      readonly mod: NN
      readonly power: NN
      readonly like: B
      readonly notLike: BN
      readonly contains: B
      readonly startsWith: BN
      readonly endsWith: B
      readonly isIn: B
      readonly notIn: BN
    }
  >
>()
all(a)
// @ts-expect-error
all(pipe(from(Cake), where(pipe(Cake.id, eq(Fruit.id)))))
// @ts-expect-error
pipe(Cake.id, gt("x"))
// @ts-expect-error
pipe(Cake.id, isIn(["x"]))
// @ts-expect-error
pipe(Cake.name, add(1))
// @ts-expect-error
pipe(Cake.name, like(1))
// @ts-expect-error
pipe(Cake.id, like("x"))

// The three pipes.
const steps = [where(eq(Cake.id, 1)), orderBy(Cake.id), limit(1)] as const
const p1 = pipe(from(Cake), where(eq(Cake.id, 1)), select({ n: Cake.name, f: Fruit.name }), leftJoin(Fruit, eq(Fruit.id, 1)), orderBy(Cake.id), limit(1), all)
const p2 = fp.pipe(from(Cake), where(eq(Cake.id, 1)), select({ n: Cake.name, f: Fruit.name }), leftJoin(Fruit, eq(Fruit.id, 1)), orderBy(Cake.id), limit(1), all)
const p3 = from(Cake).pipe(where(eq(Cake.id, 1)), select({ n: Cake.name, f: Fruit.name }), leftJoin(Fruit, eq(Fruit.id, 1)), orderBy(Cake.id), limit(1), all)
type Out = ReadonlyArray<{ readonly n: string; readonly f: string | null }>
same<Equal<Gives<typeof p1>, Out>>()
same<Equal<typeof p1, typeof p2>>()
same<Equal<typeof p1, typeof p3>>()
const p4 = pipe(Cake, from, steps[0], steps[1], steps[2], first)
const p5 = Cake.pipe(from, where(eq(Cake.id, 1)), all)
same<Equal<Gives<typeof p5>, ReadonlyArray<Cakes>>>()
const p6 = fp.flow(from<typeof Cake>, where(eq(Cake.id, 1)), all)
same<Equal<Gives<ReturnType<typeof p6>>, ReadonlyArray<Cakes>>>()
// @ts-expect-error
pipe(from(Cake), where(eq(Fruit.id, 1)), all)
// @ts-expect-error
fp.pipe(from(Cake), where(eq(Fruit.id, 1)), all)
// @ts-expect-error
from(Cake).pipe(where(eq(Fruit.id, 1)), all)

// Reusable combinators.
// 1. Of known tables: a combinator is a value.
const onlyCheap = where(lt(Cake.price, 10n))
const withFruit = leftJoin(Fruit, eq(Fruit.cakeId, Cake.id))
const cheap = pipe(from(Cake), onlyCheap, withFruit, select({ f: Fruit.name }), all)
same<Equal<Gives<typeof cheap>, ReadonlyArray<{ readonly f: string | null }>>>()
// @ts-expect-error
pipe(from(Fruit), onlyCheap, all)

// 2. That keep the type of the query.
const page =
  (n: number) =>
  <Q extends Query<"select", any, any, any, any, any>>(q: Q): Q =>
    pipe(q, offset(n * 20), limit(20))
const paged = pipe(from(Cake), page(2), all)
same<Equal<Gives<typeof paged>, ReadonlyArray<Cakes>>>()

// 3. Of any table that has the columns: generic in the name of the table.
const onlyActive = <T>(t: { readonly active: Column<boolean, T, "active"> }) => where(eq(t.active, true))
const newest = <T>(t: { readonly id: Column<number, T, "id"> }) => orderBy(desc(t.id))
const User = table("user", { id: integer.pipe(primaryKey), active: boolean, name: text })
const active = pipe(from(User), onlyActive(User), newest(User), all)
same<Equal<Gives<typeof active>, ReadonlyArray<{ readonly id: number; readonly active: boolean; readonly name: string }>>>()
// @ts-expect-error
onlyActive(Cake)
// @ts-expect-error
pipe(from(Cake), onlyActive(User), all)

// 4. Several steps on a query of any shape: the parameters of Query, and no annotation of the result.
const activeFirst =
  <T>(t: { readonly active: Column<boolean, T, "active">; readonly id: Column<number, T, "id"> }) =>
  <S, U, O, F, G>(q: Query<"select", S, U, O, F, G>) =>
    pipe(q, where(eq(t.active, true)), orderBy(desc(t.id)))
const more = pipe(from(User), leftJoin(Fruit, eq(Fruit.id, User.id)), activeFirst(User), select({ u: User.name, f: Fruit.name }), all)
same<Equal<Gives<typeof more>, ReadonlyArray<{ readonly u: string; readonly f: string | null }>>>()
const agoMore = pipe(from(Cake), activeFirst(User))
// @ts-expect-error
all(agoMore)

// 5. Where an expression of any kind is given, `where` cannot know that it holds no aggregate: say so.
const positive =
  <R>(e: Expr<number | null, R, any>) =>
  <S, U, O, F, G>(q: Query<"select", S, U, O, F, G>): Query<"select", S, U, O, F | R, G> =>
    pipe(q, where(gt(e as Expr<number | null, never>, 0))) as never
const pos = pipe(from(Cake), positive(add(Cake.id, 1)), all)
same<Equal<Gives<typeof pos>, ReadonlyArray<Cakes>>>()
// @ts-expect-error
pipe(from(Cake), positive(Fruit.id), all)

// 6. That makes conditions.
const find = <T>(t: { readonly id: Column<number, T, "id"> }, id: number) => and(eq(t.id, id), gt(t.id, 0))
const found = pipe(from(Cake), where(find(Cake, 1)), first)

// 7. Conditions that are there or not.
const search = (name: string | undefined, min: number | undefined) =>
  where(
    and(...[...(name === undefined ? [] : [contains(Cake.name, name)]), ...(min === undefined ? [] : [gte(Cake.id, min)])]),
  )
const searched = pipe(from(Cake), search("x", undefined), all)
same<Equal<Gives<typeof searched>, ReadonlyArray<Cakes>>>()
// @ts-expect-error
pipe(from(Fruit), search("x", 1), all)

// A wide table.
const w = {
  a0: text, a1: text, a2: text, a3: text, a4: text, a5: text, a6: text, a7: text, a8: text, a9: text,
  b0: integer, b1: integer, b2: integer, b3: integer, b4: integer, b5: integer, b6: integer, b7: integer, b8: integer, b9: integer,
  c0: boolean, c1: boolean, c2: boolean, c3: boolean, c4: boolean, c5: boolean, c6: boolean, c7: boolean, c8: boolean, c9: boolean,
} as const
const v = {
  d0: text.pipe(nullable), d1: text.pipe(nullable), d2: text.pipe(nullable), d3: text.pipe(nullable), d4: text.pipe(nullable),
  d5: text.pipe(nullable), d6: text.pipe(nullable), d7: text.pipe(nullable), d8: text.pipe(nullable), d9: text.pipe(nullable),
  e0: text, e1: text, e2: text, e3: text, e4: text, e5: text, e6: text, e7: text, e8: text, e9: text,
  f0: integer, f1: integer, f2: integer, f3: integer, f4: integer, f5: integer, f6: integer, f7: integer, f8: integer,
  id: integer.pipe(primaryKey),
} as const
const Wide = table("wide", { ...w, ...v })
const wide = pipe(from(Wide), where(eq(Wide.e9, "x")), groupBy(Wide.id), select({ wide: Wide, n: count(Wide.b0), d: Wide.d9 }), all)
same<Equal<keyof Gives<typeof wide>[number]["wide"], keyof typeof w | keyof typeof v>>()
same<Equal<Gives<typeof wide>[number]["d"], string | null>>()
insertInto(Wide, [] as ReadonlyArray<Insert<typeof Wide>>)

// A query of twelve joins.
const t = <const Name extends string>(name: Name) =>
  table(name, { id: integer.pipe(primaryKey), name: text, next: integer.pipe(nullable) })
const [A, C, D, E, F, G, H, I, J, K, L, M, O] = [
  t("a"), t("c"), t("d"), t("e"), t("f"), t("g"), t("h"), t("i"), t("j"), t("k"), t("l"), t("m"), t("o"),
] as const
const twelve = from(A).pipe(
  innerJoin(C, eq(C.id, A.next)),
  leftJoin(D, eq(D.id, C.next)),
  innerJoin(E, eq(E.id, C.next)),
  leftJoin(F, eq(F.id, E.next)),
  innerJoin(G, eq(G.id, E.next)),
  leftJoin(H, eq(H.id, G.next)),
  innerJoin(I, eq(I.id, G.next)),
  leftJoin(J, eq(J.id, I.next)),
  innerJoin(K, eq(K.id, I.next)),
  leftJoin(L, eq(L.id, K.next)),
  crossJoin(M),
  innerJoin(O, eq(O.id, M.next)),
  where(and(eq(A.name, D.name), eq(O.name, "x"), isNull(L.id))),
  select({ a: A.name, d: D.name, e: E, h: H, l: lower(L.name), o: { o: O.id, m: M.next, j: J.id } }),
  orderBy(A.id, desc(D.id), asc(O.id)),
  limit(3),
)
type T = { readonly id: number; readonly name: string; readonly next: number | null }
const ranTwelve = all(twelve)
same<
  Equal<
    Gives<typeof ranTwelve>,
    ReadonlyArray<{
      readonly a: string
      readonly d: string | null
      readonly e: T
      readonly h: T | null
      readonly l: string | null
      readonly o: { readonly o: number; readonly m: number | null; readonly j: number | null }
    }>
  >
>()
// @ts-expect-error
all(pipe(twelve, where(eq(Cake.id, 1))))
// @ts-expect-error
pipe(twelve, crossJoin(A))
