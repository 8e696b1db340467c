import {
  autoIncrement,
  bigint,
  boolean,
  defaultTo,
  enumeration,
  generatedAlways,
  integer,
  lower,
  nullable,
  option,
  primaryKey,
  refine,
  table,
  text,
  varchar,
} from "fulmar"
import type { Effect } from "effect"
import * as t from "io-ts"

/** Are the two types the same, in every way that the checker can tell? */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only if the type is `true`. */
export const same = <_ extends true>(): void => undefined

/** What an effect succeeds with, fails with and needs. */
export type Gives<E> = E extends Effect.Effect<infer A, any, any> ? A : never
export type Fails<E> = E extends Effect.Effect<any, infer X, any> ? X : never
export type Wants<E> = E extends Effect.Effect<any, any, infer R> ? R : never

export interface EmailBrand {
  readonly Email: unique symbol
}
export type Email = t.Branded<string, EmailBrand>
export const Email: t.BrandC<t.StringC, EmailBrand> = t.brand(t.string, (s): s is Email => s.includes("@"), "Email")

const base = table("cake", { name: text })

export const Cake = table("cake", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(80),
  price: bigint,
  bakeryId: integer.pipe(nullable),
  slug: text.pipe(generatedAlways(lower(base.name))),
})

export const Fruit = table("fruit", {
  id: integer.pipe(primaryKey),
  name: text,
  cakeId: integer.pipe(nullable),
})

export const Bakery = table("bakery", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text,
  email: text.pipe(refine(Email)),
  mood: enumeration("mood", ["happy", "sad"]).pipe(defaultTo("happy")),
  motto: text.pipe(option),
  open: boolean.pipe(defaultTo(true)),
})

/** A table with a primary key of two columns. */
export const Line = table("line", {
  orderId: integer.pipe(primaryKey),
  cakeId: integer.pipe(primaryKey),
  quantity: integer,
})

export interface CakeRow {
  readonly id: number
  readonly name: string
  readonly price: bigint
  readonly bakeryId: number | null
  readonly slug: string
}
export interface FruitRow {
  readonly id: number
  readonly name: string
  readonly cakeId: number | null
}
