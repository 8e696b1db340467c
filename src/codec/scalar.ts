import * as t from "io-ts"
import { type Constraint, sqlType } from "../core/column-spec.js"
import type { Family, InlineDecode, SqlType, TypeSpec, Wire } from "../core/sql-type.js"

/** All that makes a SQL type: its name and arguments, and both directions of its codec. */
export interface Scalar<A> {
  readonly name: string
  readonly family: Family
  readonly args?: ReadonlyArray<number | string>
  readonly element?: TypeSpec
  /** The name in errors, where it is not the SQL name with its arguments. */
  readonly title?: string
  /** May the value be written? Stricter than what may be read: a database can hold what we would not write. */
  readonly is: (u: unknown) => u is A
  readonly read: t.Validate<unknown, A>
  readonly write: (value: A) => Wire
  readonly inline?: InlineDecode
  readonly document?: t.Type<A, unknown, unknown>
  readonly constraints?: ReadonlyArray<Constraint>
}

/** `numeric(10, 2)` from `numeric` and its arguments. */
export const typeTitle = (name: string, args: ReadonlyArray<number | string>): string =>
  args.length === 0 ? name : `${name}(${args.join(", ")})`

/** A SQL type from its parts. */
export const scalar = <A>(of: Scalar<A>): SqlType<A> => {
  const args = Object.freeze([...(of.args ?? [])])
  return sqlType<A>(
    Object.freeze({
      name: of.name,
      family: of.family,
      args,
      element: of.element ?? null,
      codec: new t.Type<A, Wire, unknown>(of.title ?? typeTitle(of.name, args), of.is, of.read, of.write),
      inline: of.inline ?? null,
      ...(of.document === undefined ? {} : { document: of.document }),
    }),
    of.constraints,
  )
}
