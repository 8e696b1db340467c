import { Data } from "effect"

/**
 * A row cannot be deleted while others are related to it, as their relation says.
 *
 * @since 0.1.0
 */
export class Restricted extends Data.TaggedError("Restricted")<{
  readonly message: string
  /** The table of the related rows. */
  readonly table: string
  /** How many of them were found. */
  readonly rows: number
}> {}
