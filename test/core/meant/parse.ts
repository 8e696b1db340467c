import { parseSync } from "libpg-query"
import { isHidden, type Part, select, type Tree } from "./tree.js"

/** Where something stands in the text, and not what it is. */
const place = /location$|^list_(start|end)$|^rexpr_list_(start|end)$|^stmt_len$/

const isTree = (x: unknown): x is Tree => typeof x === "object" && x !== null && !Array.isArray(x)

/** A tree without places, and without what is nothing: fields that are absent, and texts, numbers and lists that are empty. */
export const plain = (x: Part): Part => {
  if (Array.isArray(x)) {
    return x.map(plain)
  }
  if (!isTree(x) || isHidden(x)) {
    return x
  }
  return rewritten(
    Object.fromEntries(
      Object.entries(x).flatMap(([field, inside]) => {
        const made = place.test(field) ? undefined : plain(inside)
        const empty = made === undefined || made === false || made === 0 || made === "" || (Array.isArray(made) && made.length === 0)
        return empty ? [] : [[field, made] as const]
      }),
    ),
  )
}

/** The conditions in AND or OR: `a and (b and c)` is `a and b and c`. */
const conditions = (op: Part, args: ReadonlyArray<Tree>): ReadonlyArray<Tree> =>
  args.flatMap((arg) => {
    const inside = arg["BoolExpr"] as { readonly boolop: string; readonly args: ReadonlyArray<Tree> } | undefined
    return inside !== undefined && inside.boolop === op && op !== "NOT_EXPR" ? conditions(op, inside.args) : [arg]
  })

/** The same tree where there are two that mean the same whatever stands in them. */
const rewritten = (x: Tree): Tree => {
  if (isTree(x["BoolExpr"])) {
    const { boolop, args } = x["BoolExpr"] as { readonly boolop: string; readonly args: ReadonlyArray<Tree> }
    return { BoolExpr: { boolop, args: conditions(boolop, args) } }
  }
  // In a list of one is equal to that one.
  const { kind, rexpr } = (x["A_Expr"] ?? {}) as { readonly kind?: string; readonly rexpr?: Tree }
  const items = (rexpr?.["List"] as Tree | undefined)?.["items"] as ReadonlyArray<Tree> | undefined
  if (kind === "AEXPR_IN" && items?.length === 1) {
    return { A_Expr: { ...(x["A_Expr"] as Tree), kind: "AEXPR_OP", rexpr: items[0] } }
  }
  // A column of a result has the name of the column it is.
  if (isTree(x["ResTarget"]) && x["ResTarget"]["name"] === undefined && isTree(x["ResTarget"]["val"])) {
    const fields = (x["ResTarget"]["val"]["ColumnRef"] as Tree | undefined)?.["fields"] as ReadonlyArray<Tree> | undefined
    const name = (fields?.at(-1)?.["String"] as Tree | undefined)?.["sval"]
    return name === undefined ? x : { ResTarget: { ...x["ResTarget"], name } }
  }
  // A window by its name has the frame of that window.
  if (isTree(x["over"]) && x["over"]["name"] !== undefined) {
    return { ...x, over: { name: x["over"]["name"] } }
  }
  return x
}

/** The trees of the statements of a text. */
export const statements = (sql: string): ReadonlyArray<Tree> =>
  ((parseSync(sql) as { stmts?: ReadonlyArray<{ stmt: Tree }> }).stmts ?? []).map((x) => plain(x.stmt) as Tree)

const known = new Map<string, Tree>()
const once = (key: string, make: () => Tree): Tree => {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}

const onlySelect = (sql: string): Tree => {
  const found = statements(sql)
  const body = found[0]?.["SelectStmt"]
  if (found.length !== 1 || !isTree(body)) {
    throw new Error(`not one SELECT: ${sql}`)
  }
  return body
}

/** The tree of an expression by itself. */
export const expression = (sql: string): Tree =>
  once(`expression ${sql}`, () => {
    const { targetList, ...rest } = onlySelect(`select ${sql}`) as { readonly targetList: ReadonlyArray<Tree> }
    const { val } = (targetList[0]?.["ResTarget"] ?? {}) as { readonly val?: Tree }
    if (targetList.length !== 1 || val === undefined || JSON.stringify(rest) !== JSON.stringify(select({}))) {
      throw new Error(`not one expression: ${sql}`)
    }
    return val
  })

/** The tree of a source by itself. */
export const source = (sql: string): Tree =>
  once(`source ${sql}`, () => {
    const { fromClause } = onlySelect(`select from ${sql}`) as { readonly fromClause: ReadonlyArray<Tree> }
    return fromClause[0]!
  })

/** The tree of the name of a type. */
export const typeName = (name: string): Tree =>
  (expression(`null::${name}`)["TypeCast"] as { readonly typeName: Tree }).typeName
