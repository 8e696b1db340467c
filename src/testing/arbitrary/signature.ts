import type { ExprNode } from "../../core/expr-node.js"
import type { QueryNode } from "../../core/query-node.js"
import type { Sequence } from "../../core/sequence.js"
import * as vocabulary from "../../expr/index.js"
import { count } from "../../expr/aggregate.js"
import { type Kind, type KindName, kinds } from "./kind.js"

/** What a part of a tree is drawn with. */
export interface Draw {
  readonly int: (min: number, max: number) => number
  readonly pick: <A>(items: ReadonlyArray<A>) => A
  /** True one time in so many. */
  readonly chance: (oneIn: number) => boolean
  /** An expression over what is in scope. */
  readonly expr: (kind: Kind) => ExprNode
  /** A whole number that is surely between the two. */
  readonly whole: (min: number, max: number) => ExprNode
  /** An expression of the kind, or a value beside one of the type. */
  readonly operand: (kind: Kind, beside?: ExprNode) => unknown
  /** A value of the kind, never NULL. */
  readonly value: (kind: Kind) => unknown
  /** A query of columns of these kinds, which may read what is in scope. */
  readonly query: (kinds: ReadonlyArray<Kind>) => QueryNode
  /** A query of no more than one row. */
  readonly oneRow: (kinds: ReadonlyArray<Kind>) => QueryNode
  /** One of the kinds that are known here. */
  readonly anyKind: (fits?: (kind: Kind) => boolean) => Kind
  /** One of the columns in scope; `null` if none fits. */
  readonly column: (fits: (e: ExprNode) => boolean) => ExprNode | null
  /** A name that nothing has. */
  readonly name: (prefix: string) => string
  readonly determined: boolean
  readonly needs: ReadonlySet<string>
  readonly collations: ReadonlyArray<string>
  readonly sequences: ReadonlyArray<Sequence>
  readonly parameters: boolean
  readonly raw: boolean
}

/** A function of the vocabulary: what it gives, and how it is drawn. */
export interface Signature {
  readonly name: string
  /** The capability without which it cannot be run. */
  readonly needs: string | null
  /** Whether it gives the same each time. */
  readonly determined: boolean
  readonly gives: (kind: Kind) => boolean
  /** `null` where it cannot be drawn: where nothing it takes is in scope. */
  readonly make: (draw: Draw, kind: Kind) => ExprNode | null
}

export type Chapter = ReadonlyArray<Signature>

/** The vocabulary without its types: what the type checker would refuse, signatures must not draw. */
export const words = { ...vocabulary, count } as unknown as {
  readonly [K in keyof typeof vocabulary | "count"]: (...args: ReadonlyArray<unknown>) => never
}
export type Word = keyof typeof words

/** Those that are given what they change in a second step. */
export const modifiers = vocabulary as unknown as {
  readonly [K in "filterWhere" | "orderedBy" | "over" | "excluding"]: (...args: ReadonlyArray<unknown>) => (of: unknown) => never
}

/** Arguments, drawn. */
export type Arg = (draw: Draw) => ReadonlyArray<unknown>

/** An expression of a kind. */
export const an = (name: KindName): Arg => (d) => [d.expr(kinds[name])]
/** An expression of a kind, or a value. */
export const or = (name: KindName): Arg => (d) => [d.operand(kinds[name])]
/** A whole number as it is. */
export const within = (min: number, max: number): Arg => (d) => [d.int(min, max)]
/** An expression of a whole number that is surely between the two. */
export const whole = (min: number, max: number): Arg => (d) => [d.whole(min, max)]
/** One of these values. */
export const among = (...values: ReadonlyArray<unknown>): Arg => (d) => [d.pick(values)]
/** So many of an argument. */
export const several = (arg: Arg, min: number, max: number): Arg => (d) =>
  Array.from({ length: d.int(min, max) }, () => arg(d)).flat()
/** An argument that may be left out. */
export const maybe = (arg: Arg): Arg => (d) => (d.chance(2) ? arg(d) : [])

interface More {
  readonly needs?: string
  readonly determined?: boolean
}

const given = (names: KindName | ReadonlyArray<KindName>): ((kind: Kind) => boolean) => {
  const all: ReadonlyArray<Kind> = (typeof names === "string" ? [names] : names).map((name) => kinds[name])
  return (kind) => all.includes(kind)
}

/** A function that is drawn by drawing its arguments. */
export const call = (
  name: Word,
  gives: KindName | ReadonlyArray<KindName>,
  args: ReadonlyArray<Arg | KindName>,
  more: More = {},
): Signature => ({
  name,
  needs: more.needs ?? null,
  determined: more.determined ?? true,
  gives: given(gives),
  make: (d) => words[name](...args.flatMap((arg) => (typeof arg === "string" ? an(arg)(d) : arg(d)))),
})

/** A function of one kind of several, whose arguments have the kind that it gives. */
export const alike = <K extends KindName>(
  name: Word,
  of: ReadonlyArray<K>,
  args: (self: K) => ReadonlyArray<Arg | KindName>,
  more: More = {},
): Chapter =>
  of.map((self) => call(name, self, args(self), more))

/** A function that is drawn in a way of its own. */
export const special = (
  name: string,
  gives: KindName | ReadonlyArray<KindName> | ((kind: Kind) => boolean),
  make: Signature["make"],
  more: More = {},
): Signature => ({
  name,
  needs: more.needs ?? null,
  determined: more.determined ?? true,
  gives: typeof gives === "function" ? gives : given(gives),
  make,
})
