import { type CommandNode, isCommand } from "../../../src/core/command-node.js"
import type { ExprNode } from "../../../src/core/expr-node.js"
import type { CteNode } from "../../../src/core/query-node.js"
import { queryOutput } from "../../../src/core/selection.js"
import { dialect } from "../../../src/driver/postgres/dialect.js"
import { commandTree } from "./command.js"
import { canonicalTree, exprTree, operandOf } from "./expr.js"
import { ident } from "./given.js"
import { grafted } from "./graft.js"
import { queryTree, united } from "./query.js"
import { freshName, inside, type Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Part, Tree } from "./tree.js"

/** Notes that the statement uses a CTE, after those that it uses itself. */
export const useCte = (around: Scope, cte: CteNode): void => {
  const { ctes, open } = around.statement
  if (open.includes(cte) || ctes.some((known) => known.cte === cte)) {
    return
  }
  open.push(cte)
  const tree = bodyTree(inside(around), cte)
  open.pop()
  ctes.push({ cte, tree })
}

const bodyTree = (s: Scope, { columns, paths, query, step }: CteNode): Tree => {
  if (isCommand(query)) {
    return commandTree(s, query)
  }
  if (step === null) {
    return queryTree(s, query, { names: columns })
  }
  // The rows of the first query decide the types, so numbers and texts in them are of the widest.
  const told = (e: ExprNode): boolean => step.op === "union" && e.type.nested !== undefined
  const print = (e: ExprNode): Tree => {
    const wide = dialect.recursive(e.type)
    return told(e) ? canonicalTree(s, e) : wide === null ? exprTree(s, e) : grafted(wide, [operandOf(s, e)])
  }
  const typed = queryOutput(query).leaves.some(({ expr }) => told(expr) || dialect.recursive(expr.type) !== null)
  const printed = typed ? { print } : {}
  return {
    SelectStmt: united(
      step.op,
      queryTree(s, query, { names: columns, ...printed }),
      queryTree(s, step.query, { paths, ...printed }),
    ),
  }
}

const materialized = (m: boolean | null): string =>
  m === null ? "CTEMaterializeDefault" : m ? "CTEMaterializeAlways" : "CTEMaterializeNever"

const cteTree = (ctename: Part, ctequery: Tree, more: Tree = {}): Tree => ({
  CommonTableExpr: { ctename, ctequery, ctematerialized: "CTEMaterializeDefault", ...more },
})

const names = (columns: ReadonlyArray<string>): ReadonlyArray<Tree> => columns.map((name) => t.text(ident(name)))

/** The clauses of a walk. */
const walkTree = ({ cycle, search }: CteNode): Tree => ({
  search_clause:
    search === null
      ? undefined
      : {
          search_col_list: names(search.by),
          search_breadth_first: search.first === "breadth" ? true : undefined,
          search_seq_column: ident(search.set),
        },
  cycle_clause:
    cycle === null
      ? undefined
      : {
          cycle_col_list: names(cycle.by),
          cycle_mark_column: ident(cycle.set),
          cycle_mark_value: t.truth(true),
          cycle_mark_default: t.truth(false),
          cycle_path_column: ident(cycle.using),
        },
})

/** A command that runs beside the statement. */
export const besideTree = (s: Scope, command: CommandNode): Tree => cteTree(freshName(s), commandTree(s, command))

/** The WITH of the statement: all CTEs that were used, and the commands that run beside it. */
export const withTree = ({ statement: { ctes } }: Scope, beside: ReadonlyArray<Tree>): Tree | undefined => {
  return ctes.length === 0 && beside.length === 0
    ? undefined
    : {
        recursive: ctes.some(({ cte }) => cte.step !== null),
        ctes: [
          ...ctes.map(({ cte, tree }) =>
            cteTree(ident(cte.name), tree, {
              aliascolnames: cte.columns.map((name) => t.text(ident(name))),
              ctematerialized: materialized(cte.materialized),
              ...walkTree(cte),
            }),
          ),
          ...beside,
        ],
      }
}
