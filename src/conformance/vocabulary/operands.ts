import { BigDecimal } from "effect"
import { date, decimal, double, integer, text } from "../../codec/index.js"
import type { AnyExpr } from "../../core/expr.js"
import { nullOf, value } from "../../expr/index.js"
import { Kinds } from "../tables.js"

/** Expressions over {@link Kinds}, and what each gives for its row without NULL and for the one of NULLs. */
export type Vocabulary = Readonly<Record<string, readonly [expression: AnyExpr, whole: unknown, nulls: unknown]>>

export const k = Kinds

/** Parameters of a type that they have whatever they stand beside. */
export const dec = (digits: string) => value(decimal(), BigDecimal.fromStringUnsafe(digits))
export const dbl = (x: number) => value(double, x)
export const int = (x: number) => value(integer, x)
export const day29 = value(date, "2024-02-29")
export const nulls = { text: nullOf(text), int: nullOf(integer) }

/** A decimal that is expected. */
export const exactly = BigDecimal.fromStringUnsafe
