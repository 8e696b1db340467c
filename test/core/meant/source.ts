import type { SourceNode } from "../../../src/core/query-node.js"
import { type Leaf, queryOutput, WITNESS } from "../../../src/core/selection.js"
import type { TableSample } from "../../../src/core/table-data.js"
import { absurd } from "../../../src/core/traverse.js"
import { dialect } from "../../../src/driver/postgres/dialect.js"
import type { Block } from "./closed.js"
import { useCte } from "./cte.js"
import { exprTree, operandOf } from "./expr.js"
import { ident, valueTree } from "./given.js"
import { filled, templateText } from "./graft.js"
import { source as parsedSource } from "./parse.js"
import { queryTree } from "./query.js"
import { nameOf, type Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Part, Tree } from "./tree.js"
import { valuesTree } from "./values.js"

/** The names of the columns that say which tables have a row, by table. */
export const witnessesOf = (leaves: ReadonlyArray<Leaf>): ReadonlyMap<string, string> =>
  new Map(leaves.flatMap(({ expr }) => (expr._tag === "Column" && expr.key === WITNESS ? [[expr.table, expr.name] as const] : [])))

const joinTypes = { inner: "JOIN_INNER", left: "JOIN_LEFT", right: "JOIN_RIGHT", full: "JOIN_FULL", cross: "JOIN_INNER" } as const

/** The tables of a block: each join is of all before it with the next. */
export const fromTree = (s: Scope, b: Block, witnesses: ReadonlyMap<string, string>): Tree =>
  b.joins.reduce<Tree>(
    (larg, join) => ({
      JoinExpr: {
        jointype: joinTypes[join.kind],
        larg,
        rarg: sourceTree(s, join.source, witnesses, join.lateral && join.source._tag !== "FunctionSource"),
        quals: join.on === null ? undefined : exprTree(s, join.on),
      },
    }),
    sourceTree(s, b.from, witnesses),
  )

const tableName = (ref: string): Part => {
  const name = nameOf(ref)
  return typeof name === "string" ? ident(name) : name
}

/** A source; one whose absence must be told from a row of NULLs gets a constant column. */
export const sourceTree = (
  s: Scope,
  source: SourceNode,
  witnesses: ReadonlyMap<string, string> = new Map(),
  lateral = false,
): Tree => {
  if (source._tag === "ClosedSource") {
    throw new Error("a closed block has no name")
  }
  const ref = tableName(source.table.ref)
  const witness = witnesses.get(source.table.ref)
  if (witness === undefined) {
    return namedTree(s, source, ref, lateral)
  }
  const inner = namedTree(s, source, source._tag === "DerivedSource" ? "_rows" : source._tag === "FunctionSource" || source._tag === "ValuesSource" ? ref : undefined, false)
  const rows = t.select({ targetList: [t.target(t.everything), t.target(t.number("1"), ident(witness))], fromClause: [inner] })
  return t.derived({ SelectStmt: rows }, ref, [], lateral)
}

const sampleTree = (s: Scope, relation: Tree, { method, percent, seed }: TableSample): Tree => ({
  RangeTableSample: {
    relation,
    method: [t.text(method)],
    args: [valueTree(s, percent, "known")],
    repeatable: seed === null ? undefined : valueTree(s, seed, "known"),
  },
})

/** A source by a name; without one it is called what it is. */
const namedTree = (s: Scope, source: Exclude<SourceNode, { readonly _tag: "ClosedSource" }>, ref: Part, lateral: boolean): Tree => {
  const alias = (own: string): Part => (ref === ident(own) ? undefined : ref)
  switch (source._tag) {
    case "TableSource": {
      const { name, sample, schema } = source.table
      const relation = { RangeVar: t.relation(ident(name), schema === null ? undefined : ident(schema), alias(name)) }
      return sample === null ? relation : sampleTree(s, relation, sample)
    }
    case "DerivedSource": {
      const names = source.query._tag === "RawQuery" ? { names: queryOutput(source.query).leaves.map((leaf) => leaf.name) } : {}
      return t.derived(queryTree(s, source.query, names), ref, [], lateral)
    }
    case "CteSource":
      useCte(s, source.cte)
      return { RangeVar: t.relation(ident(source.cte.name), undefined, alias(source.cte.name)) }
    case "ValuesSource":
      return valuesTree(s, source, ref)
    case "FunctionSource": {
      const native = dialect.tableFunction(source.name, source.table.columns[0]!.spec.type)!
      const operands = source.args.map((e) => operandOf(s, e))
      const call = filled(parsedSource(templateText(native.call, operands)), operands)["RangeFunction"] as Tree
      const colnames = source.table.columns.map((c) => t.text(ident(c.name)))
      return { RangeFunction: { ...call, alias: { aliasname: ref, colnames: native.named ? colnames : [] } } }
    }
    default:
      return absurd(source)
  }
}
