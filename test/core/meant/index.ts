import { type AnyQuery, compile, toSql } from "fulmar"
import { dialect } from "fulmar/postgres"
import type { CommandNode, WithNode } from "../../../src/core/command-node.js"
import type { StatementNode } from "../../../src/core/ddl-node.js"
import { isCommand } from "../../../src/core/command-node.js"
import { withKeys } from "./clause-key.js"
import { commandTree } from "./command.js"
import { type Difference, difference, type Parameters } from "./compare.js"
import { besideTree, withTree } from "./cte.js"
import { ddlTree, isDdl } from "./ddl.js"
import { looser } from "./given.js"
import { plain, statements } from "./parse.js"
import { queryTree } from "./query.js"
import { emptyScope, type Scope } from "./scope.js"
import type { Part, Tree } from "./tree.js"

export type { Difference } from "./compare.js"

const bodyTree = (s: Scope, node: Exclude<StatementNode, WithNode>): Tree =>
  isDdl(node) ? ddlTree(node) : isCommand(node) ? commandTree(s, node) : queryTree(s, node)

/** What PostgreSQL's parser must make of a statement. */
export const meantTree = (s: Scope, statement: AnyQuery): Part => {
  const node = statement as unknown as StatementNode
  const commands: ReadonlyArray<CommandNode> = node._tag === "With" ? node.commands : []
  const beside = commands.map((command) => besideTree(s, command))
  const body = bodyTree(s, node._tag === "With" ? node.body : node)
  const [kind, fields] = Object.entries(body)[0]!
  const withClause = withTree(s, beside)
  return withKeys(plain(withClause === undefined ? body : { [kind]: { ...(fields as Tree), withClause } }))
}

const parsedTree = (sql: string): { readonly tree: Part; readonly positions: ReadonlyArray<string> } => {
  const positions: Array<string> = []
  const trees = statements(sql)
  const tree = withKeys(trees.length === 1 ? trees[0] : trees, (key) => {
    if ("A_Const" in key) {
      positions.push(JSON.stringify(key))
    }
  })
  return { tree, positions }
}

/** Is the text one of a statement that is meant? Gives the first difference, and what was compared less than exactly. */
export const compareText = (
  statement: AnyQuery,
  sql: string,
  sent: Parameters | null,
): { readonly difference: Difference | null; readonly loose: ReadonlySet<string> } => {
  const scope = emptyScope(sent !== null)
  const meant = meantTree(scope, statement)
  const { positions, tree } = parsedTree(sql)
  const found =
    difference(meant, tree, sent ?? { values: [], named: [] }) ??
    (positions.length === 0 ? null : { at: "a key", meant: "a value", parsed: positions[0]! })
  return { difference: found, loose: scope.statement.loose }
}

/** The text for people with the names of parameters as columns, which the parser reads. */
const withNames = (sql: string, names: ReadonlyArray<string>): string =>
  names.reduce((text, name) => text.replaceAll(new RegExp(`(?<![:\\w"]):${name}(?!\\w)`, "g"), `":${name}"`), sql)

/** How a statement was compared: `refused` is what PostgreSQL cannot have, so that there is no text. */
export type Comparison =
  | { readonly _tag: "refused" }
  | { readonly _tag: "exact" | "loose" | "different"; readonly difference: (Difference & { readonly sql: string }) | null }

export const comparison = (statement: AnyQuery): Comparison => {
  const compiled = compile(dialect)(statement)
  if (compiled._tag === "Left") {
    return { _tag: "refused" }
  }
  const { named, params, parts, sql } = compiled.right
  const people = withNames(toSql(dialect)(statement), named.map((x) => x.name))
  const texts: ReadonlyArray<readonly [string, Parameters | null]> = [
    ...(parts === null ? ([[sql, { values: params, named }]] as const) : []),
    [people, null],
  ]
  const loose = new Set<string>(parts === null ? [] : [looser.parts])
  for (const [text, sent] of texts) {
    const found = compareText(statement, text, sent)
    found.loose.forEach((reason) => loose.add(reason))
    if (found.difference !== null) {
      return { _tag: "different", difference: { ...found.difference, sql: text } }
    }
  }
  return { _tag: loose.size === 0 ? "exact" : "loose", difference: null }
}

/**
 * Does PostgreSQL's parser read what is printed for it as the statement that was meant? Gives the first difference, of the
 * text that is sent with parameters or of that for people. A statement that PostgreSQL cannot have is not compared.
 */
export const meant = (statement: AnyQuery): (Difference & { readonly sql: string }) | void => {
  const found = comparison(statement)
  if (found._tag !== "refused" && found.difference !== null) {
    return found.difference
  }
}
