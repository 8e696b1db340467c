import type { ExprNode } from "../../../core/expr-node.js"
import { extentOf, isTame } from "../extent.js"
import { type Kind, kindNames, kindOfExpr, kinds } from "../kind.js"
import { type Chapter, type Draw, words } from "../signature.js"
import { signatures } from "../signatures/index.js"
import { valuesOfType } from "../values/of-type.js"
import { fresh, type Scope, leavesOf, say, type World } from "./world.js"

/** A whole number between two, both of which are among them. */
export const int = (world: World, min: number, max: number): number => world.random.nextInt(min, Math.max(min, max))

/** True one time in so many. */
export const chance = (world: World, oneIn: number): boolean => world.random.nextInt(1, oneIn) === 1

export const pick = <A>(world: World, items: ReadonlyArray<A>): A => items[int(world, 0, items.length - 1)]!

/** What is left of the fuel for one of the parts of a tree. */
export const share = (world: World, fuel: number): number => int(world, 0, Math.max(0, Math.floor(((fuel - 1) * 2) / 3)))

const sqlType = (kind: Kind): { readonly spec: { readonly type: Kind["type"] } } => ({ spec: { type: kind.type } })

const valueOf = (world: World, kind: Kind): unknown => valuesOfType(kind.type).generate(world.random, undefined).value

/** The columns that give a kind: those of it, and the text of those that are kept as text. */
const columnsOf = (scope: Scope, kind: Kind): ReadonlyArray<ExprNode> => {
  const all = leavesOf(scope)
  const own = all.filter((e) => kindOfExpr(e) === kind)
  return own.length > 0 || kind !== kinds.text
    ? own
    : all
        .filter((e) => e._tag === "Column" && (e.type.family === "enum" || e.type.family === "text"))
        .map((e) => say(words.cast(e, sqlType(kind)) as ExprNode, "cast"))
}

const leaf = (world: World, scope: Scope, kind: Kind): ExprNode => {
  const columns = columnsOf(scope, kind)
  const roll = int(world, 1, 12)
  return roll <= 8 && columns.length > 0
    ? pick(world, columns)
    : roll === 12
      ? say(words.nullOf(sqlType(kind)) as ExprNode, "nullOf")
      : say(words.value(sqlType(kind), valueOf(world, kind)) as ExprNode, "value")
}

const byKind = new WeakMap<Kind, Chapter>()

/** The signatures that give a kind. */
const giving = (kind: Kind): Chapter => {
  const found = byKind.get(kind)
  if (found !== undefined) {
    return found
  }
  const made = signatures.filter((s) => s.gives(kind))
  byKind.set(kind, made)
  return made
}

/** The signatures of a chapter that may be used in this world. */
export const allowed = (world: World, chapter: Chapter): Chapter =>
  chapter.filter((s) => (s.needs === null || world.needs.has(s.needs)) && (s.determined || !world.determined))

/** An expression of a kind over what is in scope. */
export const drawExpr = (world: World, scope: Scope, kind: Kind, fuel: number): ExprNode => {
  if (fuel <= 0 || chance(world, 4)) {
    return leaf(world, scope, kind)
  }
  if (scope.windows && chance(world, 6)) {
    const window = world.queries.window(world, { ...scope, windows: false }, kind, fuel)
    if (window !== null && isTame(window)) {
      return window
    }
  }
  const choices = allowed(world, giving(kind))
  if (choices.length === 0) {
    return leaf(world, scope, kind)
  }
  const signature = pick(world, choices)
  const made = signature.make(drawIn(world, scope, fuel), kind)
  return made !== null && isTame(made) && kindOfExpr(made) === kind ? say(made, signature.name) : leaf(world, scope, kind)
}

/** The kinds that this world knows by itself. */
export const baseKinds = (world: World): ReadonlyArray<Kind> =>
  kindNames.map((name) => kinds[name]).filter((kind) => kind.needs === null || world.needs.has(kind.needs))

/** One of the kinds that fit: mostly of what is in scope. */
export const drawKind = (world: World, scope: Scope, fits: (kind: Kind) => boolean = () => true): Kind => {
  const near = [...new Set(leavesOf(scope).map(kindOfExpr))].filter((k) => fits(k) && k.type.nested === undefined)
  const base = baseKinds(world).filter(fits)
  return near.length > 0 && !chance(world, 4) ? pick(world, near) : base.length > 0 ? pick(world, base) : pick(world, near)
}

/** What the parts of an expression are drawn with. */
export const drawIn = (world: World, scope: Scope, fuel: number): Draw => ({
  int: (min, max) => int(world, min, max),
  pick: (items) => pick(world, items),
  chance: (oneIn) => chance(world, oneIn),
  expr: (kind) => drawExpr(world, scope, kind, share(world, fuel)),
  whole: (min, max) => {
    const drawn = chance(world, 2) ? drawExpr(world, scope, kinds.integer, share(world, fuel)) : null
    const [low, high] = drawn === null ? [1, 0] : extentOf(drawn)
    return drawn !== null && low >= min && high <= max ? drawn : (say(words.literal(int(world, min, max)) as ExprNode, "literal"))
  },
  operand: (kind, beside) => {
    const value = chance(world, 3) ? valueOf(world, kind) : null
    return value !== null && (beside === undefined || beside.type.codec.is(value))
      ? value
      : drawExpr(world, scope, kind, share(world, fuel))
  },
  value: (kind) => valueOf(world, kind),
  query: (of) => world.queries.query(world, scope, of, share(world, fuel)),
  oneRow: (of) => world.queries.oneRow(world, scope, of, share(world, fuel)),
  anyKind: (fits) => drawKind(world, scope, fits),
  column: (fits) => {
    const found = scope.leaves.filter((e) => e._tag === "Column" && fits(e))
    return found.length === 0 ? null : pick(world, found)
  },
  name: (prefix) => fresh(world, prefix),
  determined: world.determined,
  needs: world.needs,
  collations: world.collations,
  sequences: world.sequences,
  parameters: world.parameters,
  raw: world.raw,
})
