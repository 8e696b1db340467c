/** True, false, or NULL for unknown. */
export type Truth = boolean | null

/** False if any is, else NULL if any is; of none it is true. */
export const and = (truths: ReadonlyArray<Truth>): Truth =>
  truths.includes(false) ? false : truths.includes(null) ? null : true

/** True if any is, else NULL if any is; of none it is false. */
export const or = (truths: ReadonlyArray<Truth>): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false

/** NULL stays NULL. */
export const not = (truth: Truth): Truth => (truth === null ? null : !truth)
