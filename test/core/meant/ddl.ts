import type { DdlNode, StatementNode } from "../../../src/core/ddl-node.js"
import type { Scope } from "./scope.js"
import type { Tree } from "./tree.js"

export const isDdl = (node: StatementNode): node is DdlNode => /^(Create|Drop|Add|Comment)/.test(node._tag)

export const ddlTree = (_: Scope, node: DdlNode): Tree => {
  throw new Error(`no ${node._tag} yet`)
}
