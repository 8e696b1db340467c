import type { JsonStep } from "../core/expr-node.js"

/** What the members of a union have at a step: at a text objects, at a number arrays. */
type Member<A, K> = A extends string | number | boolean | bigint | null | undefined
  ? never
  : A extends ReadonlyArray<infer E>
    ? K extends number
      ? K extends keyof A
        ? A[K]
        : E
      : never
    : K extends string & keyof A
      ? A[K]
      : never

type Step<A, K> = unknown extends A ? A : Exclude<Member<A, K>, undefined>

/** The type of what is at a path in a JSON document of type `A`; `never` if there can be nothing. */
export type JsonAt<A, P extends ReadonlyArray<JsonStep>> = P extends readonly [
  infer K,
  ...infer Rest extends ReadonlyArray<JsonStep>,
]
  ? JsonAt<Step<A, K>, Rest>
  : A

/** `unknown` if a document of type `A` may have something at the path. */
export type HasPath<A, P extends ReadonlyArray<JsonStep>> = [JsonAt<A, P>] extends [never]
  ? { readonly "the JSON has nothing at": P }
  : unknown
