import { isEquatable, isOrdered, type Kind, kinds } from "../kind.js"
import { type Chapter, special, words } from "../signature.js"

/** What CASE and COALESCE may give: documents have each their own codec. */
const single = (kind: Kind): boolean => kind !== kinds.json && kind.type.nested === undefined

export const conditionalSignatures: Chapter = [
  special("coalesce", single, (d, kind) => {
    const first = d.expr(kind)
    return words.coalesce(first, ...Array.from({ length: d.int(1, 2) }, () => d.operand(kind, first)))
  }),
  special("nullif", isEquatable, (d, kind) => {
    const first = d.expr(kind)
    return words.nullif(first, d.operand(kind, first))
  }),
  special("caseWhen", single, (d, kind) =>
    words.caseWhen(
      Array.from({ length: d.int(1, 2) }, () => [d.expr(kinds.boolean), d.expr(kind)] as const),
      d.chance(4) ? null : d.expr(kind),
    ),
  ),
  special("caseOf", single, (d, kind) => {
    const of = d.anyKind(isEquatable)
    const e = d.expr(of)
    return words.caseOf(e, Array.from({ length: d.int(1, 2) }, () => [d.operand(of, e), d.expr(kind)] as const), d.chance(4) ? null : d.expr(kind))
  }),
  ...(["greatest", "least"] as const).map((name) =>
    special(name, isOrdered, (d, kind) => {
      const first = d.expr(kind)
      return words[name](first, ...Array.from({ length: d.int(1, 2) }, () => d.operand(kind, first)))
    }),
  ),
  special("scalar", single, (d, kind) => words.scalar(d.oneRow([kind]))),
]
