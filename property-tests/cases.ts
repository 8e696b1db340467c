/** How many cases each property tries, and which one again. */
import * as fc from "fast-check"

/** FULMAR_RUNS; without it as many as end soon. */
export const numRuns = Number(process.env["FULMAR_RUNS"] ?? 400)

/** The cases of a property of which one costs as much as so many of others. */
export const runsOfCost = (cost: number): number => Math.ceil(numRuns / cost)

/** Seeds are new each time, but where one is given with the path of a case that failed. */
const { FULMAR_PATH: path = "", FULMAR_SEED: seed } = process.env
if (seed !== undefined) {
  // A path of one number is that of a case which is not the smallest yet.
  const again: fc.Parameters<unknown> = { seed: Number(seed), path, endOnFailure: path.includes(":") }
  fc.configureGlobal(again)
}
