import type { Option } from "effect"
import * as t from "io-ts"
import type { Constraint } from "../core/column-spec.js"
import type { AnyColumnDef, ColumnDef, InsertMode, SqlType, TypeSpec, Wire } from "../core/sql-type.js"
import { amend } from "./amend.js"
import type { Present } from "./nullable.js"

type ValueOf<D> = D extends ColumnDef<infer A, InsertMode, boolean, boolean> ? A : never

/** `B` in place of the value in `A`, which may also be `null` or in an `Option`. */
export type Replace<A, B> = A extends null ? null : A extends Option.Option<unknown> ? Option.Option<B> : B

/** A column definition, or a SQL type, with `B` in place of its value. */
export type Refined<D, B> =
  D extends SqlType<unknown>
    ? SqlType<B>
    : D extends ColumnDef<infer A, infer I, infer U, infer Pk>
      ? ColumnDef<[A] extends [Present<A>] ? B : Replace<A, B>, I, U, Pk>
      : never

/** Nothing, if a codec from `In` and to `Out` may follow the codec of the column; else what is wrong. */
export type RefineFits<D, Out, In> = [Present<ValueOf<D>>] extends [In]
  ? [Out] extends [Present<ValueOf<D>>]
    ? unknown
    : { readonly "the codec does not encode to the column's type": [column: ValueOf<D>, codec: Out] }
  : { readonly "the codec does not decode the column's type": [column: ValueOf<D>, codec: In] }

/** A codec whose types are forgotten: those of the column are checked where it is given. */
type Erased = t.Type<unknown, unknown, unknown>

const refinedType = (type: TypeSpec, codec: Erased): TypeSpec => {
  const base = type.codec
  return Object.freeze({
    ...type,
    codec: new t.Type<unknown, Wire, unknown>(
      codec.name,
      (u): u is unknown => codec.is(u) && base.is(codec.encode(u)),
      (u, c) => {
        const e = base.validate(u, c)
        return e._tag === "Left" ? e : codec.validate(e.right, c)
      },
      (value) => base.encode(codec.encode(value)),
    ),
    ...(type.document === undefined ? {} : { document: type.document.pipe(codec) }),
    // the source in line knows nothing of the codec that follows
    inline: null,
  })
}

/** Rules of the column speak of the value before it was refined. */
const refinedRule = (rule: Constraint, codec: Erased): Constraint =>
  codec.encode === t.identity ? rule : { ...rule, test: (value) => rule.test(codec.encode(value)) }

/**
 * The values of the column go through a further io-ts codec: brands, refinements, or another type altogether.
 *
 * The SQL: that of the column; nothing changes in the database.
 *
 * @example
 * ```ts
 * import * as t from "io-ts"
 * import { integer, refine } from "fulmar"
 *
 * interface PositiveBrand { readonly Positive: unique symbol }
 * const Positive = t.brand(t.number, (n): n is t.Branded<number, PositiveBrand> => n > 0, "Positive")
 * integer.pipe(refine(Positive)).spec.type.codec.is(-1) // => false
 * ```
 *
 * @since 0.1.0
 */
export const refine =
  <B, Out, In>(codec: t.Type<B, Out, In>) =>
  <D extends AnyColumnDef>(self: D & RefineFits<D, Out, In>): Refined<D, B> => {
    const column: AnyColumnDef = self
    const erased = codec as unknown as Erased
    return amend(column, {
      type: refinedType(column.spec.type, erased),
      constraints: column.spec.constraints.map((rule) => refinedRule(rule, erased)),
    }) as unknown as Refined<D, B>
  }
