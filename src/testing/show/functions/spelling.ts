import type { QueryNode } from "../../../core/query-node.js"
import type { AggregateNode, CallNode, ExprNode } from "../../../core/expr-node.js"
import { code, type Code } from "../code.js"
import type { Form } from "../attempt.js"
import { dataDoc } from "../data.js"
import type { Shower } from "../shower.js"

/** A function by the name that dialects know it by; `word` is what the name says after it, as a unit or a flag. */
export type Spelling = string | ((node: CallNode | AggregateNode, word: string, s: Shower) => ReadonlyArray<Form>)

/** The functions of a chapter: how the program calls what a template prints. */
export type Chapter = Readonly<Record<string, Spelling>>

export const data = (value: unknown): Code => code(dataDoc(value), value)

export const queryCode = (s: Shower, query: QueryNode): Code => code(s.query(query), query)

/** The functions that are called as their templates are. */
export const alike = (...names: ReadonlyArray<string>): Chapter => Object.fromEntries(names.map((name) => [name, name]))

/** A call whose last argument may be left out, if it is what is taken then. */
export const withDefault =
  (name: string): Spelling =>
  ({ args }) => [
    [name, ...args.slice(0, -1)],
    [name, ...args],
  ]

/** A constant. */
export const constant = (name: string): Spelling => () => [[name]]

/** A call with a flag at its end, if the name says one. */
export const flagged =
  (name: string): Spelling =>
  ({ args }, word) => [[name, ...args, ...(word === "" ? [] : [data(word)])]]

/** What only stands inside what another call makes. */
export const inside: Spelling = ({ args }: { readonly args: ReadonlyArray<ExprNode> }) => [["cast", args[0]!]]
