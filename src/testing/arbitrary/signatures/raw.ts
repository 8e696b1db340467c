import { sqlType } from "../../../core/column-spec.js"
import type { ExprNode } from "../../../core/expr-node.js"
import { boolean } from "../../../codec/boolean.js"
import { template } from "../draw/template.js"
import { isEquatable, kinds } from "../kind.js"
import { type Chapter, special, words } from "../signature.js"

type Tagged = (strings: TemplateStringsArray, ...values: ReadonlyArray<unknown>) => unknown

/** SQL that the library knows nothing of, such as every database has. */
export const rawSignatures: Chapter = [
  special("raw", (kind) => kind !== kinds.json, (d, kind) =>
    d.raw ? ((words.raw(sqlType(kind.type)) as Tagged)(template("", ""), d.expr(kind)) as ExprNode) : null),
  special("rawOperator", "boolean", (d) => {
    const kind = d.anyKind((k) => isEquatable(k) && k !== kinds.decimal && k !== kinds.interval)
    const equal = words.rawOperator(boolean) as Tagged
    return d.raw ? ((equal(template("=")) as (a: unknown, b: unknown) => ExprNode)(d.expr(kind), d.expr(kind))) : null
  }),
]
