import {
  add,
  all,
  and,
  as,
  between,
  caseWhen,
  coalesce,
  concat,
  contains,
  count,
  countAll,
  crossJoin,
  cte,
  eq,
  exists,
  from,
  fullJoin,
  groupBy,
  gt,
  innerJoin,
  inQuery,
  isIn,
  isNotNull,
  isNull,
  leftJoin,
  like,
  lower,
  lt,
  many,
  max,
  maybe,
  mul,
  neq,
  not,
  nullif,
  or,
  raw,
  rightJoin,
  type RowOf,
  scalar,
  select,
  sum,
  text,
  upper,
  where,
  isDistinctFrom,
  div,
  nullOf,
  date,
  integer,
  nullable,
} from "fulmar"
import { type Option, pipe } from "effect"
import { Bakery, Cake, type CakeRow, type Equal, Fruit, type FruitRow, type Gives, same } from "./schema.js"

type Flat<T> = { readonly [K in keyof T]: T[K] }
type Cakes = Flat<CakeRow>
type Fruits = Flat<FruitRow>

const on = eq(Fruit.cakeId, Cake.id)
const wanted = {
  cake: Cake.name,
  fruit: Fruit.name,
  owner: Cake.bakeryId,
  deep: { cake: Cake, inner: { fruit: Fruit } },
} as const
type Wanted<C, F> = {
  readonly cake: string | C
  readonly fruit: string | F
  readonly owner: number | null
  readonly deep: { readonly cake: Cakes | C; readonly inner: { readonly fruit: Fruits | F } }
}

// Each join makes its own side optional, wherever select stands.
const inner = pipe(from(Cake), innerJoin(Fruit, on), select(wanted))
same<Equal<RowOf<typeof inner>, Wanted<never, never>>>()
const cross = pipe(from(Cake), crossJoin(Fruit), select(wanted))
same<Equal<RowOf<typeof cross>, Wanted<never, never>>>()
const left = pipe(from(Cake), leftJoin(Fruit, on), select(wanted))
same<Equal<RowOf<typeof left>, Wanted<never, null>>>()
const leftAfter = pipe(from(Cake), select(wanted), leftJoin(Fruit, on))
same<Equal<RowOf<typeof leftAfter>, Wanted<never, null>>>()
const right = pipe(from(Cake), rightJoin(Fruit, on), select(wanted))
same<Equal<RowOf<typeof right>, Wanted<null, never>>>()
const rightAfter = pipe(from(Cake), select(wanted), rightJoin(Fruit, on))
same<Equal<RowOf<typeof rightAfter>, Wanted<null, never>>>()
const full = pipe(from(Cake), fullJoin(Fruit, on), select(wanted))
same<Equal<RowOf<typeof full>, Wanted<null, null>>>()
const fullAfter = pipe(from(Cake), select(wanted), fullJoin(Fruit, on))
same<Equal<RowOf<typeof fullAfter>, Wanted<null, null>>>()
const rows = all(full)
same<Equal<Gives<typeof rows>, ReadonlyArray<Wanted<null, null>>>>()

// Several joins add up.
const three = pipe(
  from(Cake),
  leftJoin(Fruit, on),
  rightJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
  select({ c: Cake.name, f: Fruit.name, b: Bakery.name }),
)
same<Equal<RowOf<typeof three>, { readonly c: string | null; readonly f: string | null; readonly b: string }>>()
const threeLeft = pipe(
  from(Cake),
  rightJoin(Fruit, on),
  leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
  select({ c: Cake.name, f: Fruit.name, b: Bakery.name, o: Bakery.motto }),
)
same<
  Equal<
    RowOf<typeof threeLeft>,
    { readonly c: string | null; readonly f: string; readonly b: string | null; readonly o: Option.Option<string> | null }
  >
>()
const whole = pipe(from(Cake), rightJoin(Fruit, on))
same<Equal<RowOf<typeof whole>, Cakes | null>>()
const leaf = pipe(from(Cake), leftJoin(Fruit, on), select(Fruit.name))
same<Equal<RowOf<typeof leaf>, string | null>>()

/** The row of expressions over cake, optional fruit and fruit's nullable column. */
const of = <const P extends Parameters<typeof select>[0]>(p: P) => pipe(from(Cake), leftJoin(Fruit, on), select(p))

// Strict functions are NULL where one of their arguments is.
const strict = of({
  a: eq(Cake.id, Fruit.id),
  b: add(Cake.id, Fruit.id),
  c: concat(Cake.name, Fruit.name, "x"),
  d: lower(upper(Fruit.name)),
  e: and(eq(Cake.id, 1), eq(Fruit.id, 1), gt(Cake.id, 2)),
  f: or(eq(Cake.id, 1), eq(Cake.id, 2)),
  g: not(eq(Fruit.id, 2)),
  h: between(Cake.id, 1, Fruit.id),
  i: isIn(Cake.id, [1, 2]),
  j: isIn(Fruit.id, [1, 2]),
  k: like(Cake.name, Fruit.name),
  l: mul(Cake.id, 2),
  m: div(Cake.id, 2),
  n: contains(Cake.name, "x"),
  o: add(Cake.id, Cake.bakeryId),
  p: eq(Cake.id, Cake.bakeryId),
  q: lt(Cake.bakeryId, 3),
  r: and(),
})
same<
  Equal<
    RowOf<typeof strict>,
    {
      readonly a: boolean | null
      readonly b: number | null
      readonly c: string | null
      readonly d: string | null
      readonly e: boolean | null
      readonly f: boolean
      readonly g: boolean | null
      readonly h: boolean | null
      readonly i: boolean
      readonly j: boolean | null
      readonly k: boolean | null
      readonly l: number
      readonly m: number | null
      readonly n: boolean
      readonly o: number | null
      readonly p: boolean | null
      readonly q: boolean | null
      readonly r: boolean
    }
  >
>()

// These are never NULL, or only where they say so.
const drops = of({
  a: isNull(Fruit.id),
  b: isNotNull(Fruit.cakeId),
  c: exists(pipe(from(Bakery), where(eq(Bakery.id, Fruit.id)))),
  d: isDistinctFrom(Fruit.id, Cake.bakeryId),
  e: eq(Fruit.name, null),
  f: many(pipe(from(Bakery), where(eq(Bakery.id, Fruit.id)), select({ n: Bakery.name }))),
  g: maybe(pipe(from(Bakery), where(eq(Bakery.id, Fruit.id)), select({ n: Bakery.name }))),
  h: scalar(pipe(from(Bakery), where(eq(Bakery.id, Fruit.id)), select({ n: countAll }))),
  i: scalar(pipe(from(Bakery), where(eq(Bakery.id, Fruit.id)), select(Bakery.name))),
  j: inQuery(Fruit.id, pipe(from(Bakery), select(Bakery.id))),
  k: inQuery(Cake.id, pipe(from(Bakery), select(Bakery.id))),
  l: nullif(Cake.id, 1),
})
same<
  Equal<
    RowOf<typeof drops>,
    {
      readonly a: boolean
      readonly b: boolean
      readonly c: boolean
      readonly d: boolean
      readonly e: boolean | null
      readonly f: ReadonlyArray<{ readonly n: string }>
      readonly g: { readonly n: string } | null
      readonly h: number
      readonly i: string | null
      readonly j: boolean | null
      readonly k: boolean
      readonly l: number | null
    }
  >
>()
const counts = pipe(
  from(Cake),
  leftJoin(Fruit, on),
  select({ n: count(Fruit.id), m: max(Fruit.id), s: sum(Cake.id), all: countAll }),
)
same<
  Equal<
    RowOf<typeof counts>,
    { readonly n: number; readonly m: number | null; readonly s: number | null; readonly all: number }
  >
>()

// coalesce: not NULL as soon as one operand is solid.
const co = of({
  absentValue: coalesce(Fruit.name, "none"),
  absentSolid: coalesce(Fruit.name, Cake.name),
  absentAbsent: coalesce(Fruit.name, lower(Fruit.name)),
  nullableValue: coalesce(Cake.bakeryId, 0),
  nullableSolid: coalesce(Cake.bakeryId, Cake.id),
  nullableNullable: coalesce(Cake.bakeryId, add(Cake.bakeryId, 1)),
  nullableAbsent: coalesce(Cake.bakeryId, Fruit.id),
  absentNullable: coalesce(Fruit.id, Cake.bakeryId),
  bothNullable: coalesce(Fruit.cakeId, Cake.bakeryId),
  bothAbsent: coalesce(Fruit.cakeId, Fruit.id),
  bothValue: coalesce(Fruit.cakeId, 0),
  valueNull: coalesce(Cake.bakeryId, null),
  three: coalesce(Fruit.cakeId, Cake.bakeryId, 0),
  threeOpen: coalesce(Fruit.cakeId, Cake.bakeryId, Fruit.id),
  day: coalesce(nullOf(date), "9999-12-31"),
})
same<
  Equal<
    RowOf<typeof co>,
    {
      readonly absentValue: string
      readonly absentSolid: string
      readonly absentAbsent: string | null
      readonly nullableValue: number
      readonly nullableSolid: number
      readonly nullableNullable: number | null
      readonly nullableAbsent: number | null
      readonly absentNullable: number | null
      readonly bothNullable: number | null
      readonly bothAbsent: number | null
      readonly bothValue: number
      readonly valueNull: number | null
      readonly three: number
      readonly threeOpen: number | null
      readonly day: `${number}-${number}-${number}`
    }
  >
>()
// Two tables that are absent at different times.
const two = pipe(
  from(Cake),
  leftJoin(Fruit, on),
  leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
  select({
    a: coalesce(Fruit.name, Bakery.name),
    b: coalesce(Fruit.name, Bakery.name, "x"),
    c: coalesce(Fruit.name, Bakery.name, Cake.name),
  }),
)
same<Equal<RowOf<typeof two>, { readonly a: string | null; readonly b: string; readonly c: string }>>()
// With inner joins they cannot be absent.
const joined = pipe(from(Cake), innerJoin(Fruit, on), select({ a: coalesce(Fruit.cakeId, Fruit.id), b: coalesce(Cake.bakeryId, Fruit.id) }))
same<Equal<RowOf<typeof joined>, { readonly a: number; readonly b: number }>>()

// caseWhen: NULL where a branch may be; the conditions do not matter.
const cases = of({
  a: caseWhen([[eq(Fruit.id, 1), "one"]], "many"),
  b: caseWhen([[eq(Fruit.id, 1), Fruit.name]], "many"),
  c: caseWhen([[eq(Cake.id, 1), "one"]], null),
  d: caseWhen([[eq(Cake.id, 1), Cake.id], [eq(Cake.id, 2), 3]], 0),
  e: caseWhen([[eq(Cake.id, 1), Cake.id]], Cake.bakeryId),
  f: caseWhen([[isNotNull(Fruit.id), 1], [isNull(Fruit.id), 2]], Fruit.id),
})
same<
  Equal<
    RowOf<typeof cases>,
    {
      readonly a: string
      readonly b: string | null
      readonly c: string | null
      readonly d: number
      readonly e: number | null
      readonly f: number | null
    }
  >
>()

// Tables made of outer joins.
const derived = pipe(from(Cake), leftJoin(Fruit, on), select({ id: Cake.id, f: Fruit.name, n: Fruit.cakeId }), as("d"))
const fromDerived = pipe(from(derived), select({ d: derived, f: derived.f, up: upper(derived.f), id: derived.id }))
type D = { readonly id: number; readonly f: string | null; readonly n: number | null }
same<Equal<RowOf<typeof fromDerived>, { readonly d: D; readonly f: string | null; readonly up: string | null; readonly id: number }>>()
const joinDerived = pipe(from(Bakery), leftJoin(derived, eq(derived.id, Bakery.id)), select({ d: derived, id: derived.id }))
same<Equal<RowOf<typeof joinDerived>, { readonly d: D | null; readonly id: number | null }>>()
const wholeCte = pipe(from(Cake), rightJoin(Fruit, on), cte("whole"))
const fromCte = pipe(from(wholeCte), select(wholeCte.name))
same<Equal<RowOf<typeof fromCte>, string | null>>()
const grouped = pipe(from(Fruit), groupBy(Fruit.cakeId), select({ cakeId: Fruit.cakeId, n: count(Fruit.id) }), as("g"))
const withGrouped = pipe(from(Cake), leftJoin(grouped, eq(grouped.cakeId, Cake.id)), select({ n: grouped.n, m: coalesce(grouped.n, 0) }))
same<Equal<RowOf<typeof withGrouped>, { readonly n: number | null; readonly m: number }>>()
const nestedOuter = pipe(from(Bakery), select({ x: many(left) }))
same<Equal<RowOf<typeof nestedOuter>, { readonly x: ReadonlyArray<Wanted<never, null>> }>>()
// An optional table of the outer query that a nested query reads.
const nestedFree = pipe(
  from(Cake),
  leftJoin(Fruit, on),
  select({ x: many(pipe(from(Bakery), select({ f: Fruit.name, b: Bakery.name }))) }),
)
same<Equal<RowOf<typeof nestedFree>, { readonly x: ReadonlyArray<{ readonly f: string | null; readonly b: string }> }>>()

// Comparing by order with the value NULL is NULL.
const withNull = pipe(from(Cake), select({ a: lt(Cake.id, null), b: gt(Cake.id, Cake.bakeryId), c: neq(Cake.bakeryId, 1) }))
same<Equal<RowOf<typeof withNull>, { readonly a: boolean | null; readonly b: boolean | null; readonly c: boolean | null }>>()

// Raw SQL is of the type that is given.
const rawly = pipe(from(Cake), select({ a: raw(text)`x`, b: raw(integer.pipe(nullable))`${Cake.id} + 1` }))
same<Equal<RowOf<typeof rawly>, { readonly a: string; readonly b: number | null }>>()
