import type { ExprNode } from "../../../core/expr-node.js"
import { asc, desc } from "../../../core/query/order-by.js"
import { isEquatable, isOrdered, type Kind, type KindName, kinds } from "../kind.js"
import { modifiers, alike, among, type Arg, call, type Chapter, type Draw, type Signature, special, words, type Word } from "../signature.js"

const summable = ["integer", "bigint", "float", "decimal", "interval"] as const
const numbers = ["integer", "bigint", "float", "decimal"] as const

/** A list of what is aggregated is determined only in an order in which just equal values tie. */
const listed = (name: string, gives: KindName, make: (d: Draw, kind: Kind) => ExprNode | null, needs: string | null = null): Signature =>
  special(
    name,
    gives,
    (d, kind) => {
      if (d.determined && !d.needs.has("orderedAggregates")) {
        return null
      }
      const e = make(d, kind)
      return e === null || !d.determined ? e : modifiers.orderedBy(asc((e as ExprNode & { readonly args: ReadonlyArray<never> }).args[0]!))(e)
    },
    needs === null ? {} : { needs },
  )

const kindsOfSets = (kind: Kind): boolean => isOrdered(kind) && kind !== kinds.interval

type Within = (...pairs: ReadonlyArray<unknown>) => (of: unknown) => ExprNode

/** The place of a row that need not be there, by a key or two. */
const placed = (d: Draw, ...names: ReadonlyArray<"rank" | "denseRank" | "percentRank" | "cumeDist">): ExprNode => {
  const pair = (): unknown => {
    const kind = d.anyKind(kindsOfSets)
    const e = d.expr(kind) as never
    return [d.chance(2) ? e : desc(e), d.value(kind)]
  }
  const name = d.pick(names)
  // By several keys only PostgreSQL has the dense one.
  const more = name !== "denseRank" && d.chance(2) ? [pair()] : []
  return (words.withinGroup as unknown as Within)(pair(), ...more)(words[name]())
}

const pairs: ReadonlyArray<Word> = ["covarPop", "covarSamp", "corr", "regrSlope", "regrIntercept", "regrR2"]
const spreads: ReadonlyArray<Word> = ["stddevPop", "stddevSamp", "varPop", "varSamp"]
const bits: ReadonlyArray<Word> = ["bitAndAgg", "bitOrAgg", "bitXorAgg"]

/** Numbers whose squares stay far from the end of what doubles hold. */
const number: Arg = (d) => [d.expr(d.pick([kinds.integer, kinds.float]))]

/** What makes one value of many rows. */
export const aggregateSignatures: Chapter = [
  special("countAll", "integer", () => words.countAll as never),
  special("count", "integer", (d) => words.count(d.expr(d.anyKind()))),
  ...alike("sum", summable, (self) => [self]),
  ...(["integer", "bigint", "float"] as const).map((of) => call("avg", "float", [of])),
  ...alike("avg", ["decimal", "interval"], (self) => [self]),
  special("min", isOrdered, (d, kind) => words.min(d.expr(kind))),
  special("max", isOrdered, (d, kind) => words.max(d.expr(kind))),
  ...spreads.map((name) => call(name, "float", [number])),
  ...pairs.map((name) => call(name, "float", [number, number], { needs: "regression" })),
  ...bits.flatMap((name) => alike(name, ["integer", "bigint"], (self) => [self])),
  call("boolAnd", "boolean", ["boolean"]),
  call("boolOr", "boolean", ["boolean"]),
  listed("stringAgg", "text", (d) => words.stringAgg(d.expr(kinds.text), d.pick([", ", ""]))),
  listed("arrayAgg", "integers", (d) => words.arrayAgg(d.expr(kinds.integer)), "arrays"),
  listed("arrayAgg", "texts", (d) => words.arrayAgg(d.expr(kinds.text)), "arrays"),
  listed("jsonArrayAgg", "json", (d) => (d.determined ? null : words.jsonArrayAgg(d.expr(d.pick([kinds.integer, kinds.text, kinds.boolean]))))),
  listed("jsonObjectAgg", "json", (d) => (d.determined ? null : words.jsonObjectAgg(d.expr(kinds.text), d.expr(kinds.integer)))),
  ...numbers.map((of) => call("median", "float", [of], { needs: "orderedSetAggregates" })),
  ...numbers.map((of) => call("percentileCont", "float", [among(0, 0.25, 0.9, 1), of], { needs: "orderedSetAggregates" })),
  special("percentileDisc", kindsOfSets, (d, kind) => words.percentileDisc(d.pick([0, 0.5, 1]), d.expr(kind)), { needs: "orderedSetAggregates" }),
  special("withinGroup", "integer", (d) => placed(d, "rank", "denseRank")),
  special("withinGroup", "float", (d) => placed(d, "percentRank", "cumeDist")),
  special("mode", (kind) => kindsOfSets(kind) && isEquatable(kind), (d, kind) => words.mode(d.expr(kind)), { needs: "orderedSetAggregates", determined: false }),
]
