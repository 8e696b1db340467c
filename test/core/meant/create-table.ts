import type { CreateTableNode, ForeignKey } from "../../../src/core/ddl-node.js"
import type { ReferentialAction } from "../../../src/core/column-spec.js"
import { columnNode, type ExprNode } from "../../../src/core/expr-node.js"
import type { TableColumn, TableConstraint, TableData } from "../../../src/core/table-data.js"
import { columnType } from "../../../src/driver/postgres/types.js"
import { assignedTree, ddlScope, exprTree } from "./expr.js"
import { ident } from "./given.js"
import { typeName } from "./parse.js"
import * as t from "./tree.js"
import type { Part, Tree } from "./tree.js"

const constraint = (contype: string, more: Tree = {}): Tree => ({ Constraint: { contype, ...more } })
const enforced = { is_enforced: true, initially_valid: true } as const

const check = (table: TableData, condition: ExprNode, conname?: Part): Tree =>
  constraint("CONSTR_CHECK", { ...enforced, conname, raw_expr: exprTree(ddlScope(table), condition) })

const columnTree = (table: TableData, c: TableColumn, alone: boolean): Tree => {
  const { spec } = c
  const s = ddlScope(table)
  const checks = [...spec.checks, ...spec.constraints.flatMap((x) => (x.sql === null ? [] : [x.sql(columnNode(table.ref, c.key, c.name, spec))]))]
  const isSolid = !spec.nullable && !spec.option && !(alone && spec.autoIncrement)
  const constraints = [
    ...(spec.generated === null
      ? []
      : [constraint("CONSTR_GENERATED", { raw_expr: exprTree(s, spec.generated.expr), generated_when: "a", generated_kind: "s" })]),
    ...(isSolid ? [constraint("CONSTR_NOTNULL", enforced)] : []),
    ...(spec.autoIncrement ? [constraint("CONSTR_IDENTITY", { generated_when: spec.identityAlways ? "a" : "d" })] : []),
    ...(spec.default?._tag === "Database"
      ? [constraint("CONSTR_DEFAULT", { raw_expr: assignedTree(s, spec, spec.default.expr) })]
      : []),
    ...(spec.unique ? [constraint("CONSTR_UNIQUE")] : []),
    ...checks.map((condition) => check(table, condition)),
  ]
  return { ColumnDef: { colname: ident(c.name), typeName: typeName(columnType(spec.type)), is_local: true, constraints } }
}

const keys = (table: TableData, columns: ReadonlyArray<string>): ReadonlyArray<Tree> =>
  columns.map((key) => t.text(ident(table.columns.find((c) => c.key === key)!.name)))

const actions: Readonly<Record<ReferentialAction, string>> = {
  cascade: "c",
  restrict: "r",
  "set null": "n",
  "set default": "d",
  "no action": "a",
}

export const foreignKeyTree = (table: TableData, key: ForeignKey): Tree => {
  const target = key.target()
  return constraint("CONSTR_FOREIGN", {
    ...enforced,
    conname: key.name === null ? undefined : ident(key.name),
    pktable: t.relation(ident(target.table), target.schema === null ? undefined : ident(target.schema)),
    fk_attrs: keys(table, key.columns),
    pk_attrs: target.columns.map((name) => t.text(ident(name))),
    fk_matchtype: "s",
    fk_upd_action: actions[key.onUpdate ?? "no action"],
    fk_del_action: actions[key.onDelete ?? "no action"],
  })
}

const referencesOf = (table: TableData): ReadonlyArray<ForeignKey> =>
  table.columns.flatMap(({ key, spec: { references } }): ReadonlyArray<ForeignKey> => {
    if (references === null) {
      return []
    }
    const target = () => {
      const { column, schema, table: name } = references.target()
      return { table: name, schema, columns: [column] }
    }
    return [{ _tag: "ForeignKey", columns: [key], target, onDelete: references.onDelete, onUpdate: references.onUpdate, name: references.name }]
  })

const named = (name: string | null): Part => (name === null ? undefined : ident(name))

const constraintTree = (table: TableData, c: TableConstraint): ReadonlyArray<Tree> =>
  c._tag === "Unique"
    ? [constraint("CONSTR_UNIQUE", { conname: named(c.name), keys: keys(table, c.columns) })]
    : c._tag === "Check"
      ? [check(table, c.condition, named(c.name))]
      : []

const isForeignKey = (c: TableConstraint): c is ForeignKey => c._tag === "ForeignKey"

export const createTableTree = ({ ifNotExists, table, without }: CreateTableNode): Tree => {
  const all = table.constraints()
  const said = all.find((c) => c._tag === "PrimaryKey")
  const primary = said?._tag === "PrimaryKey" ? said.columns : table.columns.filter((c) => c.spec.primaryKey).map((c) => c.key)
  const later = (key: ForeignKey): boolean =>
    without.some((x) => x.columns.join() === key.columns.join() && x.target().table === key.target().table)
  return {
    CreateStmt: {
      relation: t.relation(ident(table.name), table.schema === null ? undefined : ident(table.schema)),
      tableElts: [
        ...table.columns.map((c) => columnTree(table, c, primary.length === 1 && primary[0] === c.key)),
        ...(primary.length === 0 ? [] : [constraint("CONSTR_PRIMARY", { keys: keys(table, primary) })]),
        ...all.flatMap((c) => constraintTree(table, c)),
        ...[...referencesOf(table), ...all.filter(isForeignKey)].filter((key) => !later(key)).map((key) => foreignKeyTree(table, key)),
      ],
      oncommit: "ONCOMMIT_NOOP",
      if_not_exists: ifNotExists,
    },
  }
}
