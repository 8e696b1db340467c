import { pipeArguments } from "effect/Pipeable"
import type { ColumnSpec } from "./column-spec.js"
import type { OrderNode, QueryNode } from "./query-node.js"
import type { Sequence } from "./sequence.js"
import type { TypeSpec } from "./sql-type.js"
import type { WindowSpec } from "./window-node.js"

/** A scalar expression. Every node knows the type of its value; the user sees it as an `Expr`. */
export type ExprNode =
  | ColumnNode
  | ValueNode
  | ParamNode
  | LiteralNode
  | UnaryNode
  | BinaryNode
  | LogicalNode
  | IsNullNode
  | BetweenNode
  | InNode
  | InQueryNode
  | QuantifiedNode
  | QuantifiedQueryNode
  | LikeNode
  | CaseNode
  | CastNode
  | CollateNode
  | CallNode
  | JsonPathNode
  | AggregateNode
  | WindowNode
  | ExistsNode
  | ScalarNode
  | NestedNode
  | RawNode
  | SequenceNode
  | TupleNode
  | GroupKeyNode
  | GroupingNode
  | GroupingSetsNode

interface Base<Tag extends string> {
  readonly _tag: Tag
  readonly type: TypeSpec
  readonly pipe: unknown
}

/** A column of a table in scope. `key` is its name in the program, `name` its name in the database. */
export interface ColumnNode extends Base<"Column"> {
  readonly table: string
  readonly key: string
  readonly name: string
  readonly spec: ColumnSpec
}
/** A value, sent as a parameter. */
export interface ValueNode extends Base<"Value"> {
  readonly value: unknown
  /** The column it stands beside, for errors. */
  readonly beside: string | null
}
/** A named parameter, given its value when a prepared statement is run. */
export interface ParamNode extends Base<"Param"> {
  readonly name: string
  /** Whether its value may be NULL. */
  readonly nullable: boolean
}
/** A keyword that stands for a constant. */
export interface LiteralNode extends Base<"Literal"> {
  readonly keyword: "null" | "true" | "false" | "default"
}
export type UnaryOperator = "not" | "-" | "~"
export interface UnaryNode extends Base<"Unary"> {
  readonly op: UnaryOperator
  readonly operand: ExprNode
}
export type BinaryOperator =
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "is distinct from"
  | "is not distinct from"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "||"
  | "&"
  | "|"
  | "<<"
  | ">>"
export interface BinaryNode extends Base<"Binary"> {
  readonly op: BinaryOperator
  readonly left: ExprNode
  readonly right: ExprNode
}
/** AND or OR of any number of conditions: of none, `true` and `false`. */
export interface LogicalNode extends Base<"Logical"> {
  readonly op: "and" | "or"
  readonly operands: ReadonlyArray<ExprNode>
}
export interface IsNullNode extends Base<"IsNull"> {
  readonly operand: ExprNode
  readonly negated: boolean
}
export interface BetweenNode extends Base<"Between"> {
  readonly operand: ExprNode
  readonly low: ExprNode
  readonly high: ExprNode
  readonly negated: boolean
}
export interface InNode extends Base<"In"> {
  readonly operand: ExprNode
  readonly items: ReadonlyArray<ExprNode>
  readonly negated: boolean
}
export interface InQueryNode extends Base<"InQuery"> {
  readonly operand: ExprNode
  readonly query: QueryNode
  readonly negated: boolean
}
/** A comparison with any or all elements of an array. */
export interface QuantifiedNode extends Base<"Quantified"> {
  readonly op: BinaryOperator
  readonly operand: ExprNode
  readonly quantifier: Quantifier
  readonly array: ExprNode
}
/** A comparison with any or all values that a query gives. */
export interface QuantifiedQueryNode extends Base<"QuantifiedQuery"> {
  readonly op: BinaryOperator
  readonly operand: ExprNode
  readonly quantifier: Quantifier
  readonly query: QueryNode
}
export type Quantifier = "any" | "all"
/** LIKE. A backslash in the pattern escapes, on every database. */
export interface LikeNode extends Base<"Like"> {
  readonly operand: ExprNode
  readonly pattern: ExprNode
  readonly caseInsensitive: boolean
  readonly negated: boolean
}
/** CASE. With an operand, `when` is what it is compared with, else a condition. */
export interface CaseNode extends Base<"Case"> {
  readonly operand: ExprNode | null
  readonly branches: ReadonlyArray<{ readonly when: ExprNode; readonly then: ExprNode }>
  readonly otherwise: ExprNode | null
}
export interface CastNode extends Base<"Cast"> {
  readonly operand: ExprNode
}
/** The next number of a sequence, or the one that was given last. */
export interface SequenceNode extends Base<"Sequence"> {
  readonly which: "next" | "current"
  readonly sequence: Sequence
}
/** A text with the name of a collation. */
export interface CollateNode extends Base<"Collate"> {
  readonly operand: ExprNode
  readonly collation: string
}
/**
 * How the NULLs of a function's arguments become its own: `strict` is NULL when any argument is, `never` never is,
 * `always` may be whatever its arguments are, `coalesce` only when all of them are.
 */
export type NullRule = "strict" | "never" | "always" | "coalesce"
/** A function of the portable vocabulary, printed by the dialect's template of the same name. */
export interface CallNode extends Base<"Call"> {
  readonly name: string
  readonly args: ReadonlyArray<ExprNode>
  readonly nulls: NullRule
}
/** A key of an object, or the index of an item of an array, from 0. */
export type JsonStep = string | number
export type JsonPathOp = "get" | "text" | "set" | "insert" | "replace" | "remove" | "append"
/** What is at a path in a JSON document, or the document with something else there. */
export interface JsonPathNode extends Base<"JsonPath"> {
  readonly op: JsonPathOp
  readonly operand: ExprNode
  readonly path: ReadonlyArray<JsonStep>
  /** What is put there. */
  readonly value: ExprNode | null
}
export interface AggregateNode extends Base<"Aggregate"> {
  readonly name: string
  readonly args: ReadonlyArray<ExprNode>
  readonly distinct: boolean
  readonly filter: ExprNode | null
  readonly orderBy: ReadonlyArray<OrderNode>
  readonly nulls: NullRule
}
/** A window function, or an aggregate of the rows of a window. */
export interface WindowNode extends Base<"Window"> {
  readonly of: CallNode | AggregateNode
  readonly over: WindowSpec
}
export interface ExistsNode extends Base<"Exists"> {
  readonly query: QueryNode
}
export interface ScalarNode extends Base<"Scalar"> {
  readonly query: QueryNode
}
/** A query nested in a row: all its rows, or the first or none. */
export interface NestedNode extends Base<"Nested"> {
  readonly kind: "many" | "maybe"
  readonly query: QueryNode
}
/** A part of raw SQL: text, or something interpolated into it. */
export type RawPart =
  | { readonly _tag: "Text"; readonly sql: string }
  | { readonly _tag: "Expr"; readonly expr: ExprNode }
  | { readonly _tag: "Identifier"; readonly names: ReadonlyArray<string> }
  | { readonly _tag: "Query"; readonly query: QueryNode }
export interface RawNode extends Base<"Raw"> {
  readonly parts: ReadonlyArray<RawPart>
  readonly nullable: boolean
  /** How tightly it binds, if it is an operator between two operands; else nothing is known of it. */
  readonly binds: "comparison" | "other" | null
}
/** A row value: `(a, b)`. `keys` are the names of its items in the program. */
export interface TupleNode extends Base<"Tuple"> {
  readonly keys: ReadonlyArray<string>
  readonly items: ReadonlyArray<ExprNode>
}

/** A key of grouping sets: its value, and NULL in the sets that are without it. */
export interface GroupKeyNode extends Base<"GroupKey"> {
  readonly key: ExprNode
}
/** 1 where the row is of a set without the key, else 0. */
export interface GroupingNode extends Base<"Grouping"> {
  readonly of: ExprNode
}
/** Several ways of grouping, all of whose rows are given. It stands among the keys of GROUP BY only. */
export interface GroupingSetsNode extends Base<"GroupingSets"> {
  readonly kind: "rollup" | "cube" | "grouping sets"
  /** The sets in their order: of `rollup` and `cube` the first holds all keys. */
  readonly sets: ReadonlyArray<ReadonlyArray<ExprNode>>
}

/** The `.pipe` of every expression; its identity tells an expression from any other value. */
export function exprPipe(this: unknown): unknown {
  return pipeArguments(this, arguments)
}

/** Is the value an expression of this library? */
export const isExprNode = (u: unknown): u is ExprNode => {
  try {
    return typeof u === "object" && u !== null && (u as { pipe?: unknown }).pipe === exprPipe
  } catch {
    // the getters of a hostile value
    return false
  }
}

const freeze = Object.freeze
const pipe = exprPipe

export const columnNode = (table: string, key: string, name: string, spec: ColumnSpec): ColumnNode =>
  freeze({ _tag: "Column", type: spec.type, table, key, name, spec, pipe })
export const valueNode = (type: TypeSpec, value: unknown, beside: string | null = null): ValueNode =>
  freeze({ _tag: "Value", type, value, beside, pipe })
export const paramNode = (type: TypeSpec, name: string, nullable = false): ParamNode =>
  freeze({ _tag: "Param", type, name, nullable, pipe })
export const literalNode = (type: TypeSpec, keyword: LiteralNode["keyword"]): LiteralNode =>
  freeze({ _tag: "Literal", type, keyword, pipe })
export const unaryNode = (type: TypeSpec, op: UnaryOperator, operand: ExprNode): UnaryNode =>
  freeze({ _tag: "Unary", type, op, operand, pipe })
export const binaryNode = (type: TypeSpec, op: BinaryOperator, left: ExprNode, right: ExprNode): BinaryNode =>
  freeze({ _tag: "Binary", type, op, left, right, pipe })
export const logicalNode = (type: TypeSpec, op: "and" | "or", operands: ReadonlyArray<ExprNode>): LogicalNode =>
  freeze({ _tag: "Logical", type, op, operands, pipe })
export const isNullNode = (type: TypeSpec, operand: ExprNode, negated: boolean): IsNullNode =>
  freeze({ _tag: "IsNull", type, operand, negated, pipe })
export const betweenNode = (
  type: TypeSpec,
  operand: ExprNode,
  low: ExprNode,
  high: ExprNode,
  negated: boolean,
): BetweenNode => freeze({ _tag: "Between", type, operand, low, high, negated, pipe })
export const inNode = (
  type: TypeSpec,
  operand: ExprNode,
  items: ReadonlyArray<ExprNode>,
  negated: boolean,
): InNode => freeze({ _tag: "In", type, operand, items, negated, pipe })
export const inQueryNode = (type: TypeSpec, operand: ExprNode, query: QueryNode, negated: boolean): InQueryNode =>
  freeze({ _tag: "InQuery", type, operand, query, negated, pipe })
export const quantifiedNode = (
  type: TypeSpec,
  op: BinaryOperator,
  operand: ExprNode,
  quantifier: Quantifier,
  array: ExprNode,
): QuantifiedNode => freeze({ _tag: "Quantified", type, op, operand, quantifier, array, pipe })
export const quantifiedQueryNode = (
  type: TypeSpec,
  op: BinaryOperator,
  operand: ExprNode,
  quantifier: Quantifier,
  query: QueryNode,
): QuantifiedQueryNode => freeze({ _tag: "QuantifiedQuery", type, op, operand, quantifier, query, pipe })
export const likeNode = (
  type: TypeSpec,
  operand: ExprNode,
  pattern: ExprNode,
  options: { readonly caseInsensitive: boolean; readonly negated: boolean },
): LikeNode =>
  freeze({
    _tag: "Like",
    type,
    operand,
    pattern,
    caseInsensitive: options.caseInsensitive,
    negated: options.negated,
    pipe,
  })
export const caseNode = (
  type: TypeSpec,
  branches: ReadonlyArray<{ readonly when: ExprNode; readonly then: ExprNode }>,
  otherwise: ExprNode | null,
  operand: ExprNode | null = null,
): CaseNode => freeze({ _tag: "Case", type, operand, branches, otherwise, pipe })
export const castNode = (type: TypeSpec, operand: ExprNode): CastNode => freeze({ _tag: "Cast", type, operand, pipe })
export const sequenceNode = (type: TypeSpec, which: SequenceNode["which"], sequence: Sequence): SequenceNode =>
  freeze({ _tag: "Sequence", type, which, sequence, pipe })
export const collateNode = (operand: ExprNode, collation: string): CollateNode =>
  freeze({ _tag: "Collate", type: operand.type, operand, collation, pipe })
export const callNode = (type: TypeSpec, name: string, args: ReadonlyArray<ExprNode>, nulls: NullRule): CallNode =>
  freeze({ _tag: "Call", type, name, args, nulls, pipe })
export const jsonPathNode = (
  type: TypeSpec,
  op: JsonPathOp,
  operand: ExprNode,
  path: ReadonlyArray<JsonStep>,
  value: ExprNode | null = null,
): JsonPathNode => freeze({ _tag: "JsonPath", type, op, operand, path, value, pipe })
export const aggregateNode = (
  type: TypeSpec,
  name: string,
  args: ReadonlyArray<ExprNode>,
  nulls: NullRule,
  distinct = false,
  filter: ExprNode | null = null,
  orderBy: ReadonlyArray<OrderNode> = [],
): AggregateNode => freeze({ _tag: "Aggregate", type, name, args, distinct, filter, orderBy, nulls, pipe })
export const windowNode = (of: CallNode | AggregateNode, over: WindowSpec): WindowNode =>
  freeze({ _tag: "Window", type: of.type, of, over, pipe })
export const existsNode = (type: TypeSpec, query: QueryNode): ExistsNode =>
  freeze({ _tag: "Exists", type, query, pipe })
export const scalarNode = (type: TypeSpec, query: QueryNode): ScalarNode =>
  freeze({ _tag: "Scalar", type, query, pipe })
export const nestedNode = (type: TypeSpec, kind: "many" | "maybe", query: QueryNode): NestedNode =>
  freeze({ _tag: "Nested", type, kind, query, pipe })
export const rawNode = (
  type: TypeSpec,
  parts: ReadonlyArray<RawPart>,
  nullable: boolean,
  binds: RawNode["binds"] = null,
): RawNode => freeze({ _tag: "Raw", type, parts, nullable, binds, pipe })
export const tupleNode = (type: TypeSpec, keys: ReadonlyArray<string>, items: ReadonlyArray<ExprNode>): TupleNode =>
  freeze({ _tag: "Tuple", type, keys, items, pipe })
export const groupKeyNode = (key: ExprNode): GroupKeyNode => freeze({ _tag: "GroupKey", type: key.type, key, pipe })
export const groupingNode = (type: TypeSpec, of: ExprNode): GroupingNode => freeze({ _tag: "Grouping", type, of, pipe })
export const groupingSetsNode = (
  type: TypeSpec,
  kind: GroupingSetsNode["kind"],
  sets: ReadonlyArray<ReadonlyArray<ExprNode>>,
): GroupingSetsNode => freeze({ _tag: "GroupingSets", type, kind, sets, pipe })
