import type { CreateIndexNode, CreateTypeNode, DdlNode, StatementNode } from "../../../src/core/ddl-node.js"
import type { TableData } from "../../../src/core/table-data.js"
import { absurd } from "../../../src/core/traverse.js"
import { ddlScope, exprTree } from "./expr.js"
import { createTableTree, foreignKeyTree } from "./create-table.js"
import { ident } from "./given.js"
import * as t from "./tree.js"
import type { Part, Tree } from "./tree.js"

const ddl = /^(Create|Drop|Add|Comment)/

export const isDdl = (node: StatementNode): node is DdlNode => ddl.test(node._tag)

/** What PostgreSQL's parser must make of a statement that changes the schema. */
export const ddlTree = (d: DdlNode): Tree => {
  switch (d._tag) {
    case "CreateTable":
      return createTableTree(d)
    case "DropTable":
      return drop("OBJECT_TABLE", [d.table, ...d.others].map(path), d.ifExists)
    case "CreateIndex":
      return { IndexStmt: indexTree(d) }
    case "DropIndex":
      return drop("OBJECT_INDEX", [path({ schema: d.table.schema, name: d.name })], d.ifExists)
    case "AddForeignKey": {
      const add = { subtype: "AT_AddConstraint", def: foreignKeyTree(d.table, d.foreignKey), behavior: "DROP_RESTRICT" }
      return { AlterTableStmt: { relation: relationOf(d.table), cmds: [{ AlterTableCmd: add }], objtype: "OBJECT_TABLE" } }
    }
    case "DropForeignKey": {
      throw new Error("PostgreSQL drops tables that refer to each other at once")
    }
    case "CreateType":
      return d.ifNotExists ? unlessThere(d) : createType(d)
    case "DropType":
      return drop("OBJECT_TYPE", [{ TypeName: { names: [t.text(ident(d.type.name))], typemod: -1 } }], d.ifExists)
    case "Comment": {
      const of = d.column === null ? [] : [t.text(ident(d.column))]
      const objtype = d.column === null ? "OBJECT_TABLE" : "OBJECT_COLUMN"
      return { CommentStmt: { objtype, object: t.listOf([...steps(d.table), ...of]), comment: d.text } }
    }
    case "CreateSequence": {
      const { increment, name, schema, start } = d.sequence
      const option = (defname: string, n: number | bigint): Tree => ({
        DefElem: { defname, arg: whole(n), defaction: "DEFELEM_UNSPEC" },
      })
      return {
        CreateSeqStmt: {
          sequence: t.relation(ident(name), schema === null ? undefined : ident(schema)),
          options: [option("start", start), option("increment", increment)],
          if_not_exists: d.ifNotExists,
        },
      }
    }
    case "DropSequence":
      return drop("OBJECT_SEQUENCE", [path(d.sequence)], d.ifExists)
    default:
      return absurd(d)
  }
}

const whole = (n: number | bigint): Tree =>
  Math.abs(Number(n)) <= 2147483647 ? { Integer: { ival: Number(n) } } : { Float: { fval: String(n) } }

type Named = { readonly schema: string | null; readonly name: string }

const steps = ({ name, schema }: Named): ReadonlyArray<Tree> =>
  [schema, name].flatMap((x) => (x === null ? [] : [t.text(ident(x))]))
const path = (named: Named): Tree => t.listOf(steps(named))

const relationOf = (table: TableData): Tree =>
  t.relation(ident(table.name), table.schema === null ? undefined : ident(table.schema))

const drop = (removeType: string, objects: ReadonlyArray<Part>, ifExists: boolean): Tree => ({
  DropStmt: { objects, removeType, behavior: "DROP_RESTRICT", missing_ok: ifExists },
})

const indexTree = (d: CreateIndexNode): Tree => ({
  idxname: ident(d.name),
  relation: relationOf(d.table),
  accessMethod: d.using ?? "btree",
  indexParams: d.columns.map((c) => ({
    IndexElem: {
      ...(typeof c === "string" ? { name: ident(c) } : { expr: exprTree(ddlScope(d.table), c) }),
      ordering: "SORTBY_DEFAULT",
      nulls_ordering: "SORTBY_NULLS_DEFAULT",
    },
  })),
  whereClause: d.where === null ? undefined : exprTree(ddlScope(d.table), d.where),
  unique: d.unique,
  if_not_exists: d.ifNotExists,
})

const createType = ({ type }: CreateTypeNode): Tree => ({
  CreateEnumStmt: { typeName: [t.text(ident(type.name))], vals: type.args.map((label) => t.text(String(label))) },
})

/** A block of PL/pgSQL, which the parser takes as one text. */
const unlessThere = ({ type }: CreateTypeNode): Tree => {
  const labels = type.args.map((label) => `'${String(label).replaceAll("'", "''")}'`).join(", ")
  const create = `create type "${type.name.replaceAll('"', '""')}" as enum (${labels})`
  const body = ` begin ${create}; exception when duplicate_object then null; end `
  return { DoStmt: { args: [{ DefElem: { defname: "as", arg: t.text(body), defaction: "DEFELEM_UNSPEC" } }] } }
}
