/** How a sequence counts. */
export interface SequenceOptions {
  /** The schema of the database that it lives in. */
  readonly schema?: string
  /** Its first number; 1 if nothing is said. */
  readonly start?: number | bigint
  /** From one number to the next; 1 if nothing is said. Below 0 it counts down, and says where it starts. */
  readonly increment?: number | bigint
}

/** A sequence of the database: numbers that are given out once. */
export interface Sequence {
  readonly name: string
  readonly schema: string | null
  readonly start: bigint
  readonly increment: bigint
}

/**
 * A sequence of the database: numbers that are given out once, whatever becomes of the transaction.
 *
 * @example
 * ```ts
 * import { createSequence, sequence, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const invoices = sequence("invoice_number", { start: 1000 })
 * toSql(dialect)(createSequence(invoices)) // => `create sequence "invoice_number" start with 1000 increment by 1`
 * ```
 *
 * @since 0.1.0
 */
export const sequence = (name: string, options: SequenceOptions = {}): Sequence =>
  Object.freeze({
    name,
    schema: options.schema ?? null,
    start: BigInt(options.start ?? 1),
    increment: BigInt(options.increment ?? 1),
  })
