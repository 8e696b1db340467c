import { Duration } from "effect"
import type { ExprNode } from "../../../core/expr-node.js"
import { asc, desc } from "../../../core/query/order-by.js"
import { isEquatable, isOrdered, type Kind, kindOfExpr, kinds } from "../kind.js"
import { modifiers, type Signature, words } from "../signature.js"
import { frameSignatures, rankingSignatures } from "../signatures/index.js"
import { allowed, chance, drawExpr, drawIn, int, pick, share } from "./expr.js"
import { fresh, say, type Scope, type World } from "./world.js"

interface Drawn {
  readonly frame: unknown
  readonly words: ReadonlyArray<string>
}

/** Bounds that hold at least the current row's place, from the earlier to the later. */
const bounds = (world: World): readonly [unknown, unknown, ...ReadonlyArray<string>] =>
  pick(world, [
    [words.unboundedPreceding, words.currentRow, "unboundedPreceding", "currentRow"],
    [words.unboundedPreceding, words.unboundedFollowing, "unboundedPreceding", "unboundedFollowing"],
    [words.currentRow, words.unboundedFollowing, "currentRow", "unboundedFollowing"],
    [words.preceding(int(world, 0, 2)), words.following(int(world, 0, 2)), "preceding", "following"],
    [words.preceding(2), words.preceding(1), "preceding"],
    [words.following(1), words.following(2), "following"],
  ] as const)

/** A frame; by range a distance needs one number to sort by. */
const drawFrame = (world: World, keys: ReadonlyArray<ExprNode>): Drawn | null => {
  const [start, end, ...said] = bounds(world)
  const distant = said.includes("preceding") || said.includes("following")
  const units = [
    "rowsBetween",
    ...(distant && !(keys.length === 1 && (kindOfExpr(keys[0]!) === kinds.integer || kindOfExpr(keys[0]!) === kinds.float)) ? [] : ["rangeBetween"]),
    ...(world.needs.has("groupsFrame") && keys.length > 0 ? ["groupsBetween"] : []),
  ] as ReadonlyArray<"rowsBetween" | "rangeBetween" | "groupsBetween">
  const unit = pick(world, units)
  const frame = words[unit](start, end)
  return world.needs.has("frameExclusion") && chance(world, 3)
    ? { frame: modifiers.excluding(pick(world, ["current row", "group", "ties"]))(frame), words: [unit, "excluding", ...said] }
    : { frame, words: [unit, ...said] }
}

/** A day before and after, of keys that are moments. */
const intervalFrame = (): Drawn => ({
  frame: words.rangeBetween(words.preceding(Duration.days(1)), words.following(Duration.days(1))),
  words: ["rangeBetween", "preceding", "following"],
})

const draw = (world: World, scope: Scope, kind: Kind, fuel: number, ranking: boolean): ExprNode | null => {
  const choices = allowed(world, ranking ? rankingSignatures : frameSignatures).filter((s) => s.gives(kind))
  if (choices.length === 0 || (world.determined && scope.total === null)) {
    return null
  }
  const signature: Signature = pick(world, choices)
  const of = signature.make(drawIn(world, scope, share(world, fuel)), kind)
  if (of === null) {
    return null
  }
  const key = (): ExprNode => drawExpr(world, scope, pick(world, keyKinds(scope)), share(world, fuel))
  const partitionBy = chance(world, 2) ? [key()] : []
  const drawn = Array.from({ length: int(world, ranking ? 1 : 0, 2) }, key)
  const frameKeys = drawn.length > 0 && chance(world, 3) ? [] : drawn
  const framed = ranking || frameKeys.length === 0 ? null : frameOf(world, frameKeys)
  // In no order, and among rows that tie, it would be the database that says which row is which.
  const total = world.determined && !byRange(framed) ? scope.total! : []
  const orderBy = [...drawn.map((e) => (chance(world, 2) ? desc(e as never) : e)), ...total.map((e) => asc(e as never))]
  const options = {
    ...(partitionBy.length === 0 ? {} : { partitionBy }),
    ...(orderBy.length === 0 ? {} : { orderBy }),
    ...(framed === null ? {} : { frame: framed.frame }),
  }
  const named = chance(world, 4)
  const window = modifiers.over(named ? words.window(fresh(world, "w"), options) : options)(of) as ExprNode
  return say(window, "over", signature.name, ...(named ? ["window"] : []), ...(framed?.words ?? []))
}

const byRange = (framed: Drawn | null): boolean => framed?.words.includes("rangeBetween") === true

const frameOf = (world: World, keys: ReadonlyArray<ExprNode>): Drawn | null =>
  chance(world, 2)
    ? null
    : world.needs.has("intervalFrame") && keys.length === 1 && kindOfExpr(keys[0]!) === kinds.timestamp
      ? intervalFrame()
      : drawFrame(world, keys)

const keyKinds = (scope: Scope): ReadonlyArray<Kind> => {
  const found = scope.leaves.map(kindOfExpr).filter((k) => isEquatable(k) && (isOrdered(k) || k === kinds.boolean))
  return found.length === 0 ? [kinds.integer] : found
}

/** A window function of a kind; `null` if there is none. */
export const drawWindow = (world: World, scope: Scope, kind: Kind, fuel: number): ExprNode | null =>
  draw(world, scope, kind, fuel, chance(world, 2))
