import * as fulmar from "../../src/index.js"

/**
 * The vocabulary of the library without its types. Random trees are made at run time, so what the type checker would
 * refuse, the arbitraries must not make: that is what scopes are for.
 */
export const sql = fulmar as unknown as { readonly [K in keyof typeof fulmar]: any }

/** An expression whose type is known only at run time. */
export type AnyExpr = any
/** A query whose type is known only at run time. */
export type AnyQuery = any
/** A table whose type is known only at run time. */
export type AnyTable = any
