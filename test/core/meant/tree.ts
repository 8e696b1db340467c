/** A parse tree as PostgreSQL's parser gives it, without the places in the text. */
export type Tree = { readonly [field: string]: Part }
export type Part = string | number | boolean | undefined | Tree | ReadonlyArray<Part> | Hidden

/** What stands for something that the text alone does not say: a value that is sent, or a name that the printer makes. */
export type Hidden = Sent | Written | Made
/** A parameter, whose value or name is known; neither: the program makes a value for each run. */
export interface Sent {
  readonly sent: { readonly value: unknown } | { readonly name: string } | "made by the program"
}
/** A constant that the program makes. */
export interface Written {
  readonly written: "made by the program"
}
/** A name for a derived table. The same number is the same name. */
export interface Made {
  readonly made: number
}

export const isHidden = (x: object): x is Hidden => "sent" in x || "written" in x || "made" in x

export const text = (sval: Part): Tree => ({ String: { sval } })

/** A column, qualified or not. */
export const column = (...names: ReadonlyArray<Part>): Tree => ({ ColumnRef: { fields: names.map(text) } })
export const everything: Tree = { ColumnRef: { fields: [{ A_Star: {} }] } }

export const truth = (boolval: boolean): Tree => ({ A_Const: { boolval: { boolval } } })
export const nothing: Tree = { A_Const: { isnull: true } }
export const words = (sval: string): Tree => ({ A_Const: { sval: { sval } } })

/** A number as it is written. The parser makes the sign a part of the constant. */
export const number = (written: string): Tree =>
  /^-?\d+$/.test(written) && Math.abs(Number(written)) <= 2147483647
    ? { A_Const: { ival: { ival: Number(written) } } }
    : { A_Const: { fval: { fval: written } } }

const operation = (kind: string) => (name: string, lexpr: Part, rexpr: Part): Tree => ({
  A_Expr: { kind, name: [text(name)], lexpr, rexpr },
})
export const operator = operation("AEXPR_OP")
export const distinctFrom = operation("AEXPR_DISTINCT")
export const notDistinctFrom = operation("AEXPR_NOT_DISTINCT")
export const like = operation("AEXPR_LIKE")
export const ilike = operation("AEXPR_ILIKE")
export const inList = operation("AEXPR_IN")
export const ofArray = { any: operation("AEXPR_OP_ANY"), all: operation("AEXPR_OP_ALL") } as const
export const between = operation("AEXPR_BETWEEN")
export const notBetween = operation("AEXPR_NOT_BETWEEN")

export const listOf = (items: ReadonlyArray<Part>): Tree => ({ List: { items } })

export const not = (x: Part): Tree => ({ BoolExpr: { boolop: "NOT_EXPR", args: [x] } })
/** AND or OR: of none, what holds of none; of one, that. */
export const logical = (op: "and" | "or", args: ReadonlyArray<Tree>): Tree =>
  args.length === 0
    ? truth(op === "and")
    : args.length === 1
      ? args[0]!
      : { BoolExpr: { boolop: op === "and" ? "AND_EXPR" : "OR_EXPR", args } }

/** A row value; of one item it is that. */
export const row = (args: ReadonlyArray<Tree>): Tree =>
  args.length === 1 ? args[0]! : { RowExpr: { args, row_format: "COERCE_IMPLICIT_CAST" } }

/** A negative number is a constant of its own. */
export const negative = (x: Tree): Tree => {
  const constant = x["A_Const"] as { readonly ival?: { readonly ival: number }; readonly fval?: { readonly fval: string } } | undefined
  const written = constant?.ival === undefined ? constant?.fval?.fval : String(constant.ival.ival)
  return written === undefined ? operator("-", undefined, x) : number(written.startsWith("-") ? written.slice(1) : `-${written}`)
}

/** A column of a result. */
export const target = (val: Part, name?: Part): Tree => ({ ResTarget: { name, val } })

/** A SELECT, from what differs from an empty one. */
export const select = (clauses: Tree): Tree => ({ limitOption: "LIMIT_OPTION_DEFAULT", op: "SETOP_NONE", ...clauses })
export const subquery = (subLinkType: string, q: Tree, more: Tree = {}): Tree => ({ SubLink: { subLinkType, subselect: q, ...more } })

export const relation = (relname: Part, schemaname?: Part, aliasname?: Part): Tree => ({
  schemaname,
  relname,
  inh: true,
  relpersistence: "p",
  alias: aliasname === undefined ? undefined : { aliasname },
})
/** A query in FROM. */
export const derived = (query: Tree, aliasname: Part, colnames: ReadonlyArray<Part> = [], lateral = false): Tree => ({
  RangeSubselect: { lateral, subquery: query, alias: { aliasname, colnames: colnames.map(text) } },
})
