import type { ColumnSpec } from "../column-spec.js"
import { NEW, OLD } from "../changed-row.js"
import type { ExprNode, LiteralNode, ParamNode, ValueNode } from "../expr-node.js"
import { sameExpr } from "../same-expr.js"
import { type Printer, refuse } from "./printer.js"
import { type Place, printNull, printPlaceholder, printValue } from "./value.js"

/** Prints a column, qualified by its table unless the statement names only one. */
export const printColumn = (p: Printer, table: string, name: string): void => {
  if (table === "") {
    p.sql += p.dialect.quote(name)
    return
  }
  if (table === OLD || table === NEW) {
    return printChanged(p, table, name)
  }
  const rename = p.renamed.get(table)
  if (rename !== undefined) {
    p.sql += rename(name)
    return
  }
  if (p.scope.lastIndexOf(table) < 0 && !p.unchecked) {
    if (p.hidden.includes(table)) {
      return refuse(
        p,
        `a derived table uses "${table}" of the query around it, which ${p.dialect.name} does not allow`,
        "nest a query without groups, limits and set operations, or join it",
      )
    }
    return refuse(p, `table "${table}" is not in from/join, so its column "${name}" cannot be used here`)
  }
  p.sql += p.bare && p.scope[p.scope.length - 1] === table ? p.dialect.quote(name) : `${p.dialect.quote(table)}.${p.dialect.quote(name)}`
}

/** Prints a column of the row before or after the change. */
const printChanged = (p: Printer, ref: typeof OLD | typeof NEW, name: string): void => {
  const word = ref === OLD ? "old" : "new"
  if (!p.dialect.capabilities.has("returningOld")) {
    return refuse(p, `${p.dialect.name} has no old and new rows in RETURNING`, "select the rows before, in the same transaction")
  }
  if (!p.scope.includes(ref)) {
    return refuse(p, `the ${ref} is there only in returning, so its column "${name}" cannot be used here`)
  }
  if (p.scope.includes(word)) {
    return refuse(p, `table "${word}" hides the ${ref}`, "give it another name with alias")
  }
  p.sql += `${p.dialect.quote(word)}.${p.dialect.quote(name)}`
}

/** Prints a named parameter; one that is written to a column takes what the column takes. */
export const printParam = (p: Printer, e: ParamNode, column: ColumnSpec | null, place: Place): void => {
  if (p.inline) {
    p.sql += `:${e.name}`
    return
  }
  p.named.push({ index: p.params.length, name: e.name, type: e.type, nullable: e.nullable, column })
  printPlaceholder(p, e.type, p.params.length, place)
  p.params.push(undefined)
}

/** Prints a value or parameter. One of a grouping key is the same placeholder wherever the key stands. */
export const printGiven = (p: Printer, e: ValueNode | ParamNode, place: Place): void => {
  const key = p.inline || p.keys.length === 0 ? undefined : p.keys.find((x) => sameExpr(x, e) && sameParameter(p, x, e))
  const index = key === undefined ? undefined : p.places.get(key)
  if (index !== undefined) {
    return printPlaceholder(p, e.type, index, place)
  }
  const next = p.params.length
  if (e._tag === "Value") {
    printValue(p, e.type, e.value, place, e.beside)
  } else {
    printParam(p, e, null, place)
  }
  if (key !== undefined && p.params.length > next) {
    p.places.set(key, next)
  }
}

/** Are two parameters of the same type to the database? */
export const sameParameter = (p: Printer, a: ExprNode, b: ExprNode): boolean =>
  p.dialect.parameter(a.type, false) === p.dialect.parameter(b.type, false)

/** Prints a keyword; NULL with its type, where the database wants one. */
export const printLiteral = (p: Printer, e: LiteralNode): void => {
  if (e.keyword === "null") {
    return printNull(p, e.type)
  }
  p.sql += e.keyword
}
