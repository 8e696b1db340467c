/** One way of doing what is measured. */
export interface Contender {
  readonly name: string
  /** Does it once. Where it gives a promise, that is awaited before the next begins. */
  readonly run: () => unknown
  /** The rows by which it is shown to do the same as the others; those that `run` gives, unless told. */
  readonly rows?: () => unknown
}

/** Contenders that do the same, side by side. The first of them is what the others are compared with. */
export interface Race {
  readonly name: string
  readonly contenders: ReadonlyArray<Contender>
  /** How many operations one `run` is; 1 unless told. */
  readonly operations?: number
}

/** What was measured of one contender: milliseconds for one operation, a number for each round. */
export interface Timing {
  readonly name: string
  readonly samples: ReadonlyArray<number>
}

export interface RaceResult {
  readonly name: string
  readonly timings: ReadonlyArray<Timing>
}
