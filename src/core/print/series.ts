import { columnSpec } from "../column-spec.js"
import { countType } from "../count-type.js"
import { binaryNode, castNode, columnNode, type ExprNode, type ValueNode } from "../expr-node.js"
import type { FunctionSource } from "../query-node.js"
import { printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { freshAlias, type Printer } from "./printer.js"

/** Prints a series of numbers as a recursion, where the database has no function for it. */
export const printSeries = (p: Printer, { args, table }: FunctionSource, around: number): void => {
  const { quote } = p.dialect
  const { type } = table.columns[0]!.spec
  // The first row decides how great the numbers may be, and of two placeholders nobody knows the type.
  const typed = (e: ExprNode): ExprNode => (p.dialect.recursive(type) === null ? e : castNode(type, e))
  const [from, to, step] = args.map(typed) as [ExprNode, ExprNode, ExprNode]
  const up = ((args[2] as ValueNode).value as number | bigint) > 0
  const name = freshAlias(p)
  const last = columnNode(name, "value", "value", columnSpec(type))
  const value = quote(last.name)
  const print = (e: ExprNode): void => printExpr(p, e, Prec.lowest)
  const within = (e: ExprNode, end: ExprNode): void => print(binaryNode(countType, up ? "<=" : ">=", e, end))
  const { hidden, scope } = p
  p.scope = p.dialect.correlatedDerived ? [...scope.slice(0, around), name] : [name]
  p.hidden = p.dialect.correlatedDerived ? hidden : [...hidden, ...scope.slice(0, around)]
  p.sql += `(with recursive ${quote(name)} (${value}) as (select `
  print(from)
  p.sql += `${p.dialect.command.dual} where `
  within(from, to)
  p.sql += " union all select "
  print(typed(binaryNode(type, "+", last, step)))
  p.sql += ` from ${quote(name)} where `
  within(last, binaryNode(type, "-", to, step))
  p.sql += `) select ${value} from ${quote(name)}) as ${quote(table.ref)}`
  p.scope = scope
  p.hidden = hidden
}
