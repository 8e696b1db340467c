import type { Dialect } from "../dialect.js"
import type { CommandNode, InsertNode } from "../command-node.js"
import type { NamedParameter } from "../compiled.js"
import type { AggregateNode, ExprNode, GroupingSetsNode, NestedNode, WindowNode } from "../expr-node.js"
import type { CteNode, OrderNode, QueryNode } from "../query-node.js"
import { CompileError } from "../errors.js"
import type { Output } from "../selection.js"
import type { TableData } from "../table-data.js"

/** How the columns of a query are wanted. */
export interface Wanted {
  /** In which order: paths of leaves. */
  readonly paths?: ReadonlyArray<string>
  readonly names?: ReadonlyArray<string>
  /** Prints a column instead of the expression itself. */
  readonly print?: (e: ExprNode) => void
  /** Every column is to be named, since ORDER BY refers to the columns by name. */
  readonly sorted?: boolean
  /** Prints the whole row as one column. */
  readonly row?: (columns: ReadonlyArray<ExprNode>) => void
  /** The same for all rows as one, with their order and number inside it. */
  readonly rows?: (columns: ReadonlyArray<ExprNode>, orderAndLimit: () => void) => void
}

/** The parts of the printer that call each other in a circle: expressions hold queries, and queries expressions. */
export interface Parts {
  readonly query: (p: Printer, q: QueryNode, wanted?: Wanted) => void
  readonly command: (p: Printer, c: CommandNode) => void
  readonly nested: (p: Printer, e: NestedNode) => void
  readonly aggregate: (p: Printer, e: AggregateNode) => void
  readonly window: (p: Printer, e: WindowNode) => void
  readonly groupingSets: (p: Printer, e: GroupingSetsNode) => void
  readonly order: (p: Printer, o: OrderNode) => void
}

/** The state of printing one statement. It lives inside one call of `compile`. */
export interface Printer {
  readonly dialect: Dialect
  readonly parts: Parts
  /** Values as text instead of placeholders, for people. */
  inline: boolean
  sql: string
  params: Array<unknown>
  named: Array<NamedParameter>
  /** Names of the tables in scope, innermost last. */
  scope: Array<string>
  /** Whether columns print without their table, as in the columns of a CHECK. */
  bare: boolean
  /** Whether columns may be of tables that only the database knows to be in scope, as in a raw query. */
  unchecked: boolean
  /** CTEs met so far, each after those it uses. */
  ctes: Array<CteNode>
  /** CTEs being printed right now, outermost first. */
  open: Array<CteNode>
  /** Counts the names given to derived tables. */
  aliases: number
  /** What these names begin with: more underscores than any such name of the user has. */
  readonly prefix: string
  /** Most underscores before a number among the names of the user's tables. */
  underscores: number
  readonly tables: Set<string>
  /** What must be written alike in what rows are grouped by or told apart by: values, parameters, and all with a query in it. */
  keys: ReadonlyArray<ExprNode>
  /** The placeholders that values and parameters of the keys were given, and the text of the others. */
  places: Map<ExprNode, number>
  texts: Map<ExprNode, string>
  /** How columns of a table print where they do not print as its columns. */
  renamed: ReadonlyMap<string, (column: string) => string>
  /** The table being changed, where subqueries may not read it as it is. */
  target: TableData | null
  /** Tables in scope for the reader, but not for the database. */
  hidden: ReadonlyArray<string>
  /** The last query that was printed with no other around it, and its output. */
  output: readonly [QueryNode, Output] | null
  /** Whether the program made a value for this printing, so that each run must print anew. */
  volatile: boolean
  /** What is made once, however often the statement is printed: see {@link once}. */
  made: Map<object, unknown> | null
  /** The insert that is the statement itself, and of its rows those to print, where not all go into one statement. */
  insert: InsertNode | null
  range: RowRange | null
  /** How many parameters there were before its rows, and after each of them. */
  ends: Array<number>
}

/** Rows of an insert by their positions: from one, to before another. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

const nothingRenamed: Printer["renamed"] = new Map()

export const printer = (dialect: Dialect, parts: Parts, inline: boolean): Printer => ({
  dialect,
  parts,
  inline,
  sql: "",
  params: [],
  named: [],
  scope: [],
  bare: false,
  unchecked: false,
  ctes: [],
  open: [],
  aliases: 0,
  prefix: "_",
  underscores: 0,
  tables: new Set(),
  keys: [],
  places: new Map(),
  texts: new Map(),
  renamed: nothingRenamed,
  target: null,
  hidden: [],
  output: null,
  volatile: false,
  made: null,
  insert: null,
  range: null,
  ends: [],
})

/** What `make` gives for a key, made when it is first wanted: functions of the program are called once, say. */
export const once = <A>(p: Printer, key: object, make: () => A): A => {
  const made = (p.made ??= new Map())
  if (!made.has(key)) {
    made.set(key, make())
  }
  return made.get(key) as A
}

/** Carries a CompileError out of the printer; `compile` turns it into a Left. */
export interface Refusal {
  readonly refused: unknown
}

/** Stops printing with an error. */
export const refuse = (p: Printer, message: string, remedy: string | null = null): never => {
  throw {
    refused: new CompileError({
      message: remedy === null ? message : `${message}; ${remedy}`,
      dialect: p.dialect.name,
      remedy,
    }),
  } satisfies Refusal
}

export const isRefusal = (u: unknown): u is Refusal => typeof u === "object" && u !== null && "refused" in u

/** A name for a derived table that the printer makes. */
export const freshAlias = (p: Printer): string => `${p.prefix}${++p.aliases}`

/** Notes the name of a table of the user, so that no derived table gets it. */
export const noteName = (p: Printer, name: string): void => {
  if (name.startsWith("_")) {
    p.underscores = Math.max(p.underscores, /^(_+)\d+$/.exec(name)?.[1]?.length ?? 0)
  }
}

/**
 * Brings a table into scope. Names that differ only in case are one name to some databases, which would then read the
 * columns of another table than is meant.
 */
export const bringIntoScope = (p: Printer, name: string): void => {
  for (const other of p.scope) {
    if (other !== name && other.toLowerCase() === name.toLowerCase()) {
      refuse(p, `the tables "${other}" and "${name}" differ only in case`, "give one of them another name with alias")
    }
  }
  p.scope.push(name)
}

/** Prints items with a separator between. */
export const separated = <A>(p: Printer, items: ReadonlyArray<A>, separator: string, print: (a: A) => void): void => {
  for (let i = 0; i < items.length; i++) {
    if (i > 0) {
      p.sql += separator
    }
    print(items[i]!)
  }
}

/** Prints a query in parentheses. */
export const printSubquery = (p: Printer, q: QueryNode, wanted?: Wanted): void => {
  p.sql += "("
  p.parts.query(p, q, wanted)
  p.sql += ")"
}
