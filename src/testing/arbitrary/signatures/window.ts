import { isOrdered, type Kind, kinds } from "../kind.js"
import { type Chapter, type Draw, special, words } from "../signature.js"

const single = (kind: Kind): boolean => kind !== kinds.json && kind.type.nested === undefined
const first = (d: Draw, kind: Kind) => d.expr(kind)

/** Functions of the place of a row among others: these need an order. */
export const rankingSignatures: Chapter = [
  special("rowNumber", "integer", () => words.rowNumber()),
  special("rank", "integer", () => words.rank()),
  special("denseRank", "integer", () => words.denseRank()),
  special("percentRank", "float", () => words.percentRank()),
  special("cumeDist", "float", () => words.cumeDist()),
  special("ntile", "integer", (d) => words.ntile(d.int(1, 3))),
  ...(["lag", "lead"] as const).map((name) =>
    special(name, single, (d, kind) => {
      const e = first(d, kind)
      return d.chance(2) ? words[name](e, d.int(0, 2), d.operand(kind, e)) : words[name](e, ...(d.chance(2) ? [d.int(0, 2)] : []))
    }),
  ),
]

/** Functions of the rows of a frame. */
export const frameSignatures: Chapter = [
  special("firstValue", single, (d, kind) => words.firstValue(first(d, kind))),
  special("lastValue", single, (d, kind) => words.lastValue(first(d, kind))),
  special("nthValue", single, (d, kind) => words.nthValue(first(d, kind), d.int(1, 3))),
  special("sum", ["integer", "bigint", "float", "decimal"], (d, kind) => words.sum(d.expr(kind))),
  special("avg", "float", (d) => words.avg(d.expr(kinds.integer))),
  special("count", "integer", (d) => words.count(d.expr(d.anyKind()))),
  special("countAll", "integer", () => words.countAll as never),
  special("min", isOrdered, (d, kind) => words.min(d.expr(kind))),
  special("max", isOrdered, (d, kind) => words.max(d.expr(kind))),
]
