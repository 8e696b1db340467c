import type { Either } from "fp-ts/lib/Either.js"
import type { CommandNode, InsertVerb } from "./command-node.js"
import type { BinaryOperator, JsonPathOp, JsonStep, UnaryOperator } from "./expr-node.js"
import type { LockStrength, TableFunctionName } from "./query-node.js"
import type { SchemaDialect } from "./schema/schema-dialect.js"
import type { TypeSpec, Wire } from "./sql-type.js"

/**
 * SQL with places for the operands: `$1`, `$2` …, and `$*` for all of them with commas between. An operand that is more
 * than a name or a call gets parentheses unless it has the place between commas or parentheses to itself. In an aggregate
 * `$d` is where `distinct ` goes, without it that is before `$1`; `$b` where ORDER BY goes, or `$k` its keys, without
 * them that is after the last operand; and `$o` where FILTER and OVER go, without it that is at the end. A value at `$=2` is part of the text. The
 * whole must read as one operand: a call, or between parentheses.
 */
export type Template = string

/** A function in FROM. */
export interface TableFunction {
  readonly call: Template
  /** Whether the names of its columns come after its own. */
  readonly named: boolean
  /** How columns are read that have other names, by ours; `$1` is the name of the table. */
  readonly columns: Readonly<Record<string, string>>
}

/** How a database says the parts of INSERT, UPDATE and DELETE that differ. */
export interface CommandDialect {
  /** What stands before the table of an insert; `null` where there is no such insert. */
  readonly verbs: Readonly<Record<InsertVerb, string | null>>
  /** Whether VALUES may hold DEFAULT. */
  readonly defaultKeyword: boolean
  /** Whether NULL, and not DEFAULT, makes a column count up. */
  readonly countsNull: boolean
  /** Whether an insert of no rows too must name each column that has no default. */
  readonly namesAll: boolean
  /** Whether a CTE may be a command. */
  readonly modifyingCte: boolean
  /** The commands that may have WITH in front; an insert from a query has it in front of the query else. */
  readonly with: ReadonlySet<CommandNode["_tag"]>
  /** What follows the table in the insert of a row of defaults. */
  readonly defaultRow: string
  /** What a SELECT without table reads from, if it has a WHERE. */
  readonly dual: string
  /** `on conflict`: the unique constraint is named, and `excluded` is a table; `on duplicate key`: neither. */
  readonly upsert: "on conflict" | "on duplicate key"
  /** What a query is put between where ON CONFLICT comes after it. */
  readonly beforeConflict: readonly [before: string, after: string]
  /** The commands that can return rows. */
  readonly returning: ReadonlySet<CommandNode["_tag"]>
  /** Whether these may be of the tables joined to an update or a delete too. */
  readonly returningJoined: boolean
  readonly merge: boolean
  /**
   * Where an insert returns no rows, how those are found whose key it counted up: `counted` holds for the rows of an
   * insert, `$1` being their key, `$2` the first one, which the driver reports, and `$3` how many there are; `insertId` is
   * the first one in SQL, for people. `null` where no rows are read so.
   */
  readonly readBack: { readonly counted: Template; readonly insertId: string } | null
  /** Whether the tables joined to an update stand in FROM, or before SET. */
  readonly updateFrom: boolean
  /**
   * Whether the tables joined to a delete stand in USING, or after its own in FROM. `null`: a subquery asks whether they have
   * a row, and so it does where they have no rows that a delete with them could return.
   */
  readonly deleteJoin: "using" | "from" | null
  /** Where ORDER BY and LIMIT of an update or a delete stand; `null` where these have none. */
  readonly limited: "before returning" | "after returning" | null
  /** Whether the table of an insert, and of a delete, may have another name. */
  readonly insertAlias: boolean
  readonly deleteAlias: boolean
  /** Whether the values of an update all see the row as it was; else each sees what was set before it. */
  readonly simultaneousSet: boolean
  /** Whether subqueries may read the table that is changed. */
  readonly readsTarget: boolean
}

/** How the kind of an index is said. */
export interface IndexKind {
  /** What stands before INDEX, and before and after its columns. */
  readonly word: string
  readonly before: string
  readonly after: string
  /** Whether it takes texts of any length. */
  readonly anyLength: boolean
}

/** How a database says the parts of CREATE TABLE and its like that differ. */
export interface DdlDialect {
  /**
   * The name of a type in CREATE TABLE; `keyed` in a key, a unique constraint or an index. `null`: there is no such type.
   */
  readonly columnType: (type: TypeSpec, keyed: boolean) => string | null
  /** Whether a transaction can take these statements back. */
  readonly transactional: boolean
  /** Whether an enumeration is a type of the schema, or one of the column; else it is text with a check. */
  readonly enums: "schema" | "column" | "check"
  /** What comes after the parentheses of CREATE TABLE. */
  readonly tableSuffix: string
  /** How a column counts up; `always`: one that an insert gives no number, where the database can say so. */
  readonly autoIncrement: { readonly suffix: string; readonly always: string | null; readonly inPrimaryKey: boolean }
  /** Whether generated columns may be virtual, and NOT NULL. */
  readonly virtualColumns: boolean
  readonly solidGenerated: boolean
  /** Whether a check of a column stands at the column; else it is one of the table. */
  readonly columnChecks: boolean
  /** The most characters in the name of a table for whose constraints the database finds names; `null`: any. */
  readonly longestNamed: number | null
  /** Whether a foreign key can be added to a table that is there. */
  readonly addForeignKey: boolean
  /** Whether one DROP TABLE removes tables that refer to each other; else foreign keys that close a circle go before. */
  readonly dropsCircles: boolean
  /**
   * The statement after which foreign keys are looked at when the transaction ends, where tables with rows that refer to
   * each other could not be dropped one by one; `null` where they can, or where their keys are dropped before.
   */
  readonly deferForeignKeys: string | null
  readonly expressionIndexes: boolean
  readonly partialIndexes: boolean
  /** A kind of index by its name; `null` where there is none. */
  readonly indexKind: (using: string) => IndexKind | null
  /** Whether `createStatements` makes indexes with the table; where that is so, CREATE INDEX has no IF NOT EXISTS. */
  readonly indexesInTable: boolean
  /** Whether the name of an index is one of its table, not of the schema. */
  readonly indexOfTable: boolean
  /** Whether comments are part of CREATE TABLE, statements of their own, or left out. */
  readonly comments: "inline" | "statement" | "none"
}

/**
 * All that the printer knows of a database, as data: how it quotes, what it calls things, and how it says what others say
 * differently. The printer never asks for a dialect's name.
 *
 * @since 0.1.0
 */
export interface Dialect {
  readonly name: string
  readonly quote: (identifier: string) => string
  /** The placeholder of the parameter at an index, from 0. */
  readonly placeholder: (index: number) => string
  /** Whether a placeholder can stand twice for one value, as a key of GROUP BY that is selected must. */
  readonly numbered: boolean
  /**
   * How the type of a parameter is said where the database would not know it or take it for another; `beside`: what it is
   * compared with is a column of that type. Where a value is written to a column or limits rows its placeholder is bare.
   */
  readonly parameter: (type: TypeSpec, beside: boolean) => Template | null
  /** How NULL is said of a type, where the keyword alone would be taken for another; `$1` is the keyword. */
  readonly typedNull: (type: TypeSpec) => Template | null
  /** A value as text, for people: escaped, but not what is sent. */
  readonly literal: (type: TypeSpec, wire: Wire) => string
  /** The form in which the driver binds a value, or what the database has no form for. */
  readonly bind: (type: TypeSpec, wire: Wire) => Either<string, unknown>
  /** A cast to a type; `null` where there is none. `from` is the type of the operand. */
  readonly cast: (to: TypeSpec, from: TypeSpec) => Template | null
  /** What an expression of one type is written to a column of another as, where the database does not convert it itself. */
  readonly assign: (to: TypeSpec, from: TypeSpec) => Template | null
  /** How a column of a recursive CTE is printed, where its type must not be that of its first rows. */
  readonly recursive: (type: TypeSpec) => Template | null
  /** Functions of the portable vocabulary. */
  readonly functions: Readonly<Record<string, Template>>
  /** `sum distinct` is how `sum` of distinct values is said where that differs; `null` where it cannot be. */
  readonly aggregates: Readonly<Record<string, Template | null>>
  /** A function that gives rows whose first column is of the type; `null` where there is none. */
  readonly tableFunction: (name: TableFunctionName, value: TypeSpec) => TableFunction | null
  /** Rows of VALUES in FROM. */
  readonly values: {
    /** Whether the names of the columns come after that of the table, or in a CTE; or each row is a SELECT, and the first has them. */
    readonly names: "table" | "cte" | "select"
    /** What a row begins with. */
    readonly row: string
    /** How a parameter in a row is given its type. */
    readonly cell: (type: TypeSpec) => Template | null
  }
  /** Whether aggregates have FILTER, and ORDER BY. */
  readonly aggregateFilter: boolean
  readonly aggregateOrder: boolean
  /** Whether GROUP BY has ROLLUP, CUBE and GROUPING SETS, and there is GROUPING; else their rows are united. */
  readonly groupingSets: boolean
  readonly window: {
    /** Aggregates that are another function over a window, or `null` if they cannot be over one. */
    readonly aggregates: Readonly<Record<string, Template | null>>
    /** What a window of all rows in no order needs, where the database would number the rows of other windows wrongly. */
    readonly allRows: string
    /** Whether LAG and LEAD take what to give where there is no such row. */
    readonly shiftDefault: boolean
    /** How the distance of a frame by RANGE is said where rows are sorted by `key`; `null` where it cannot be. */
    readonly distance: (key: TypeSpec, distance: TypeSpec) => Template | null
  }
  /** How an operator prints on operands of a family, where its symbol alone would be wrong. */
  readonly operator: (op: BinaryOperator, left: TypeSpec, right: TypeSpec) => Template | null
  readonly unary: (op: UnaryOperator, operand: TypeSpec) => Template | null
  /** What to compare and sort by instead of a value of the type, where its own order is not that of its values. */
  readonly sortKey: (type: TypeSpec) => Template | null
  /** `is distinct from` and `is not distinct from`. */
  readonly distinctFrom: readonly [distinct: string, notDistinct: string]
  /** The words for LIKE that minds case and that does not, and what makes the backslash an escape, and case matter. */
  readonly like: { readonly sensitive: string; readonly insensitive: string | null; readonly escape: string }
  readonly nullsOrder: boolean
  /** Whether a parameter in parentheses sorts as a value, not as the number of a column. */
  readonly sortsByParameter: boolean
  /** Whether operands of set operations may stand in parentheses, and whether WITH may be in these. */
  readonly setParentheses: boolean
  readonly withInOperand: boolean
  /** Whether a CTE may say that its rows are kept, or not. */
  readonly materialized: boolean
  /** Whether INTERSECT ALL and EXCEPT ALL are there. */
  readonly multisets: boolean
  readonly fullJoin: boolean
  /** Whether SELECT has DISTINCT ON; else rows are numbered by a window function. */
  readonly distinctOn: boolean
  /** Whether there is FETCH FIRST … ROWS WITH TIES; else rows are ranked by a window function. */
  readonly withTies: boolean
  /** What to print where OFFSET is given without LIMIT. */
  readonly unlimited: string | null
  /** Whether a comparison may be with ANY or ALL elements of an array, and of a query. */
  readonly quantified: { readonly array: boolean; readonly query: boolean }
  /** Whether the query of IN, ANY and ALL may have a LIMIT. */
  readonly limitInMembership: boolean
  /** Whether rows are compared rightly wherever that stands, with NULL in them or tables that a join left out. */
  readonly rowComparison: boolean
  /** Whether HAVING finds a column of the grouping keys, another of which has its name. */
  readonly sharedKeys: boolean
  /**
   * What a list of row values begins with: of values that are all given and not NULL, which may be a table in which a row is
   * looked up, and of others.
   */
  readonly rowList: { readonly given: string; readonly other: string }
  /** Whether a derived table may use the tables of the queries around it. */
  readonly correlatedDerived: boolean
  /**
   * What stands at a path in a JSON document, and the document with something else there, as text around the document, 0,
   * and what is put there, 1. A text is a key of an object only, a number an index of an array only. `null`: the database
   * has no way to say the path.
   */
  readonly jsonPath: (op: JsonPathOp, path: ReadonlyArray<JsonStep>) => ReadonlyArray<string | 0 | 1> | null
  /** Nesting of rows as JSON. */
  readonly json: {
    /** An array of the rows; `$1` is one row. */
    readonly list: Template
    /**
     * An array of the rows of the same SELECT, where `$1` is one row with the ORDER BY and LIMIT of the rows after it;
     * `null`: rows are always selected in a derived table.
     */
    readonly flat: Template | null
    /** One row; `$*` are its columns. */
    readonly row: Template
    /** A column in a row: text where JSON has no lossless form. */
    readonly column: (type: TypeSpec) => Template | null
    /** A nested list or row in a row. */
    readonly nested: Template
    /** Whether rows keep their order only if the derived table has a LIMIT too. */
    readonly orderNeedsLimit: boolean
  }
  /** The numbers of a sequence, whose quoted name is given; `null` where there are none. */
  readonly sequences: { readonly next: (name: string) => string; readonly current: (name: string) => string } | null
  /** Row locks: what follows the query, and whether they may be of some tables; `null` where there are none. */
  readonly lock: (Readonly<Record<LockStrength, string | null>> & { readonly of: boolean }) | null
  readonly command: CommandDialect
  readonly ddl: DdlDialect
  /** How schemas are read, compared and changed; `null` where nothing but queries is known. */
  readonly schema: SchemaDialect | null
  /** Most parameters of one statement. */
  readonly maxParameters: number
  /** Capabilities beyond the portable vocabulary. */
  readonly capabilities: ReadonlySet<string>
}
