/** How many cases each property tries, and how long it may take. */
import { vi } from "vitest"

/**
 * FULMAR_RUNS; without it a tenth of what a long run has where changes are merged, and less on the machine of whoever writes
 * them. Seeds are new each time.
 */
export const numRuns = Number(process.env["FULMAR_RUNS"] ?? (process.env["CI"] === undefined ? 400 : 1000))

/** The cases of a property of which one costs as much as so many of others. */
export const runsOfCost = (cost: number): number => Math.ceil(numRuns / cost)

// As many cases as are asked for have to end, on a loaded machine too.
vi.setConfig({ testTimeout: 3_600_000 })
