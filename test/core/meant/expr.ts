import { NEW, OLD } from "../../../src/core/changed-row.js"
import { type BinaryNode, type ExprNode, type InNode, type LikeNode, literalNode, type LogicalNode, logicalNode, type RawPart } from "../../../src/core/expr-node.js"
import type { OrderNode, QueryNode } from "../../../src/core/query-node.js"
import { reopen } from "../../../src/core/query/block.js"
import type { ColumnSpec } from "../../../src/core/column-spec.js"
import type { TableData } from "../../../src/core/table-data.js"
import { absurd } from "../../../src/core/traverse.js"
import { step } from "../../../src/core/selection.js"
import { assign, cast } from "../../../src/driver/postgres/cast.js"
import { dialect } from "../../../src/driver/postgres/dialect.js"
import { functions } from "../../../src/driver/postgres/functions/index.js"
import { jsonPath } from "../../../src/driver/postgres/json-path.js"
import { valueType } from "../../../src/driver/postgres/types.js"
import { aggregateTree, windowTree } from "./aggregate.js"
import { casted, ident, paramTree, placeBeside, valueTree } from "./given.js"
import { filled, grafted, holeFor, type Operand } from "./graft.js"
import { groupingSetsTree } from "./grouping.js"
import { nestedTree } from "./nested.js"
import { expression } from "./parse.js"
import { queryTree } from "./query.js"
import { emptyScope, nameOf, once, type Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

/** What PostgreSQL's parser must make of an expression. */
export const exprTree = (s: Scope, e: ExprNode): Tree => {
  switch (e._tag) {
    case "Column":
      if (e.table === OLD || e.table === NEW) {
        return t.column(e.table === OLD ? "old" : "new", ident(e.name))
      }
      return e.table === "" || e.table === s.bare ? t.column(ident(e.name)) : t.column(tableName(e.table), ident(e.name))
    case "Value":
      return valueTree(s, e, "alone")
    case "Param":
      return paramTree(s, e, "alone")
    case "Literal":
      return literalTree(e.keyword, valueType(e.type))
    case "Unary": {
      const template = dialect.unary(e.op, e.operand.type)
      const operand = exprTree(s, e.operand)
      return template !== null
        ? grafted(template, [{ expr: operand }])
        : e.op === "not"
          ? t.not(operand)
          : e.op === "-"
            ? t.negative(operand)
            : t.operator(e.op, undefined, operand)
    }
    case "Binary":
      return binaryTree(s, e)
    case "Logical":
      return t.logical(e.op, operandsOf(e).map((x) => exprTree(s, x)))
    case "IsNull":
      return nullTest(exprTree(s, e.operand), e.negated)
    case "Between":
      return (e.negated ? t.notBetween : t.between)(
        e.negated ? "NOT BETWEEN" : "BETWEEN",
        keyTree(s, e.operand),
        t.listOf([keyTree(s, e.low, e.operand), keyTree(s, e.high, e.operand)]),
      )
    case "In":
      return inTree(s, e)
    case "InQuery": {
      const members = t.subquery("ANY_SUBLINK", once(s, e, () => membersTree(s, e.operand, e.query)), { testexpr: keyTree(s, e.operand) })
      return e.negated ? t.not(members) : members
    }
    case "Quantified":
      return t.ofArray[e.quantifier](e.op, exprTree(s, e.operand), exprTree(s, e.array))
    case "QuantifiedQuery": {
      const link = e.quantifier === "any" ? "ANY_SUBLINK" : "ALL_SUBLINK"
      // `= any (query)` is not what the parser makes of `in`: that has no operator.
      const more = { testexpr: keyTree(s, e.operand), operName: [t.text(e.op)] }
      return t.subquery(link, once(s, e, () => membersTree(s, e.operand, e.query)), more)
    }
    case "Like":
      return likeTree(s, e)
    case "Case": {
      const { operand } = e
      return {
        CaseExpr: {
          arg: operand === null ? undefined : keyTree(s, operand),
          args: e.branches.map(({ then, when }) => ({
            CaseWhen: { expr: operand === null ? exprTree(s, when) : keyTree(s, when, operand), result: exprTree(s, then) },
          })),
          defresult: e.otherwise === null ? undefined : exprTree(s, e.otherwise),
        },
      }
    }
    case "Cast":
      return grafted(cast(e.type, e.operand.type)!, [operandOf(s, e.operand)])
    case "Sequence": {
      const name = [e.sequence.schema, e.sequence.name].flatMap((x) => (x === null ? [] : [dialect.quote(x)])).join(".")
      return call(e.which === "next" ? "nextval" : "currval", [t.words(name)])
    }
    case "Collate":
      return { CollateClause: { arg: exprTree(s, e.operand), collname: [t.text(ident(e.collation))] } }
    case "Call":
      return grafted(templateFor(functions, e.name, e.args)!, e.args.map((x) => operandOf(s, x)))
    case "JsonPath": {
      // An operator of a path does not say that NULL is a document.
      const typed = (x: ExprNode) => (x._tag === "Value" && x.value === null ? literalNode(x.type, "null") : x)
      const operands = [e.operand, ...(e.value === null ? [] : [e.value])].map((x) => operandOf(s, typed(x)))
      const sql = jsonPath(e.op, e.path)!.map((x) => (typeof x === "string" ? x : holeFor(operands[x]!, x))).join("")
      return filled(expression(sql), operands)
    }
    case "Aggregate":
      return aggregateTree(s, e, null)
    case "Window":
      return windowTree(s, e)
    case "Exists":
      return t.subquery("EXISTS_SUBLINK", once(s, e, () => queryTree(s, existsQuery(e.query))))
    case "Scalar":
      return t.subquery("EXPR_SUBLINK", once(s, e, () => queryTree(s, e.query)))
    case "Nested":
      return once(s, e, () => nestedTree(s, e))
    case "Raw": {
      const { operands, sql } = rawText(s, e.parts)
      return filled(expression(`(${sql}\n)`), operands)
    }
    case "GroupKey":
      return exprTree(s, e.key)
    case "Grouping":
      return { GroupingFunc: { args: [exprTree(s, e.of)] } }
    case "GroupingSets":
      return groupingSetsTree(s, e)
    case "Tuple":
      return t.row(e.items.map((x) => keyTree(s, x)))
    default:
      return absurd(e)
  }
}

/** The operands of AND or OR; those of one inside it are its own, so one of none adds nothing. */
const operandsOf = ({ op, operands }: LogicalNode): ReadonlyArray<ExprNode> =>
  operands.flatMap((x) => (x._tag === "Logical" && x.op === op ? operandsOf(x) : [x]))

/** Conditions that must all hold. */
export const conditionsTree = (s: Scope, conditions: ReadonlyArray<ExprNode>): Tree | undefined => {
  const [first] = conditions
  return first === undefined ? undefined : exprTree(s, logicalNode(first.type, "and", conditions))
}

const tableName = (ref: string): t.Part => {
  const name = nameOf(ref)
  return typeof name === "string" ? ident(name) : name
}

export const call = (name: string, args: ReadonlyArray<Tree>): Tree => ({
  FuncCall: { funcname: [t.text(name)], args, funcformat: "COERCE_EXPLICIT_CALL" },
})

/** NULL has a type, where there is one to say. */
export const literalTree = (keyword: "null" | "true" | "false" | "default", type: string | null): Tree =>
  keyword === "null"
    ? type === null
      ? t.nothing
      : casted(t.nothing, type)
    : keyword === "default"
      ? { SetToDefault: {} }
      : t.truth(keyword === "true")

const nullTest = (arg: Tree, negated: boolean): Tree => ({ NullTest: { arg, nulltesttype: negated ? "IS_NOT_NULL" : "IS_NULL" } })

/** An operand of a template; parentheses around a query are the query's own. */
export const operandOf = (s: Scope, e: ExprNode): Operand =>
  e._tag === "Scalar" ? { query: once(s, e, () => queryTree(s, e.query)) } : { expr: exprTree(s, e) }

/** An expression where another of a type may stand beside it. */
const besideTree = (s: Scope, e: ExprNode, other: ExprNode | null): Tree =>
  e._tag === "Value"
    ? valueTree(s, e, placeBeside(e, other))
    : e._tag === "Param"
      ? paramTree(s, e, placeBeside(e, other))
      : exprTree(s, e)

/** What an expression is compared, sorted and grouped by: nested rows by their text, everything else by itself. */
export const keyTree = (s: Scope, e: ExprNode, beside: ExprNode | null = null): Tree =>
  e.type.nested === undefined ? besideTree(s, e, beside) : casted(exprTree(s, e), "text")

/** What equal values are told apart by: JSON has one text for equal values only as `jsonb`. */
export const canonicalTree = keyTree

const comparisons = new Set(["=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from"])

const binaryTree = (s: Scope, e: BinaryNode): Tree => {
  const template = dialect.operator(e.op, e.left.type, e.right.type)
  if (template !== null) {
    return grafted(template, [operandOf(s, e.left), operandOf(s, e.right)])
  }
  const compares = comparisons.has(e.op)
  const left = besideTree(s, e.left, compares ? e.right : null)
  const right = besideTree(s, e.right, compares ? e.left : null)
  switch (e.op) {
    case "is distinct from":
      return t.distinctFrom("=", left, right)
    case "is not distinct from":
      return t.notDistinctFrom("=", left, right)
    default:
      return t.operator(e.op, left, right)
  }
}

const likeTree = (s: Scope, e: LikeNode): Tree => {
  const name = `${e.negated ? "!" : ""}~~${e.caseInsensitive ? "*" : ""}`
  return (e.caseInsensitive ? t.ilike : t.like)(name, exprTree(s, e.operand), besideTree(s, e.pattern, e.operand))
}

const isGivenRow = (x: ExprNode): boolean => x._tag === "Tuple" && x.items.every((item) => item._tag === "Value" && item.value !== null)

/** Rows of values that are all given are those of a table. */
const amongRows = (s: Scope, e: InNode, items: ReadonlyArray<ExprNode>): Tree => {
  const rows = items.map((x) => keyTree(s, x, e.operand)["RowExpr"] as { readonly args: ReadonlyArray<Tree> })
  const valuesLists = rows.map(({ args }) => t.listOf(args))
  const members = t.subquery("ANY_SUBLINK", { SelectStmt: t.select({ valuesLists }) }, { testexpr: keyTree(s, e.operand) })
  return e.negated ? t.not(members) : members
}

/** NULL among the items is `is null`; no items at all hold no value. */
const inTree = (s: Scope, e: InNode): Tree => {
  const items = e.items.filter((x) => !(x._tag === "Value" && x.value === null))
  const list = items.length === 0
    ? []
    : items.every(isGivenRow)
      ? [amongRows(s, e, items)]
      : [t.inList(e.negated ? "<>" : "=", keyTree(s, e.operand), t.listOf(items.map((x) => keyTree(s, x, e.operand))))]
  const nulls = items.length === e.items.length ? [] : [nullTest(exprTree(s, e.operand), e.negated)]
  return t.logical(e.negated ? "and" : "or", [...list, ...nulls])
}

/** The query that an operand is compared with; the columns of a row value come in its order. */
const membersTree = (s: Scope, operand: ExprNode, q: QueryNode): Tree => {
  const rows = operand._tag === "Tuple"
  const keyed = rows || operand.type.nested !== undefined
  return queryTree(s, q, keyed ? { print: (x) => keyTree(s, x), ...(rows ? { paths: operand.keys.map(step) } : {}) } : {})
}

/** Rows after some are those of a block that is closed, so EXISTS asks the block around it. */
const existsQuery = (q: QueryNode): QueryNode => (q._tag !== "RawQuery" && q.offset !== null ? reopen(q) : q)

/** The template of a function: the one for operands of the family of the first, before that for any. */
export const templateFor = <T>(templates: Readonly<Record<string, T>>, name: string, args: ReadonlyArray<ExprNode>): T | undefined => {
  const own = `${name}(${args[0]?.type.family})`
  const found = Object.hasOwn(templates, own) ? own : name
  return Object.hasOwn(templates, found) ? templates[found] : undefined
}

/** What is written to a column: a text is cast to what the column is. */
export const assignedTree = (s: Scope, to: ColumnSpec, e: ExprNode): Tree => {
  const template = assign(to.type, e.type)
  return template === null ? exprTree(s, e) : grafted(template, [operandOf(s, e)])
}

/** Raw SQL with places for what is in it. */
export const rawText = (s: Scope, parts: ReadonlyArray<RawPart>): { readonly sql: string; readonly operands: ReadonlyArray<Operand> } => {
  const operands: Array<Operand> = []
  const place = (operand: Operand): string => holeFor(operand, operands.push(operand) - 1)
  const sql = parts.map((part) => {
    switch (part._tag) {
      case "Text":
        return part.sql
      case "Expr":
        return part.expr._tag === "Tuple"
          ? `(${part.expr.items.map((x) => place({ expr: keyTree(s, x) })).join(", ")})`
          : place(operandOf(s, part.expr))
      case "Identifier":
        return part.names.map(dialect.quote).join(".")
      case "Query":
        return place({ query: queryTree(s, part.query) })
      default:
        return absurd(part)
    }
  })
  return { sql: sql.join(""), operands }
}

/** A key that the rows are sorted by. */
export const orderTree = (s: Scope, o: OrderNode): Tree => ({
  SortBy: {
    node: keyTree(s, o.expr),
    sortby_dir: o.direction === "desc" ? "SORTBY_DESC" : "SORTBY_DEFAULT",
    sortby_nulls: o.nulls === null ? "SORTBY_NULLS_DEFAULT" : o.nulls === "first" ? "SORTBY_NULLS_FIRST" : "SORTBY_NULLS_LAST",
  },
})

/** An expression over the columns of one table, in a statement that has no parameters. */
export const ddlScope = (table: TableData): Scope => ({ ...emptyScope(false), bare: table.ref })
