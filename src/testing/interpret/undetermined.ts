import { EvaluationError } from "./meaning.js"
import { alike } from "./alike.js"

const refuse = (what: string): never => {
  throw new EvaluationError({
    message: `Nothing says ${what}: rows that differ sort alike; add sort keys until no two rows do`,
    reason: "Undetermined",
  })
}

/** Guards of what depends on the order of rows that no sort key tells apart. */
export const undetermined = {
  refuse,
  /** Databases, or runs, differ for another reason. */
  refuseFor: (message: string): never => {
    throw new EvaluationError({ message, reason: "Undetermined" })
  },
  /** Items of one place must be alike. */
  unlessTiesAreAlike: (what: string, items: ReadonlyArray<unknown>, places: ReadonlyArray<number>): void => {
    for (let i = 1; i < items.length; i++) {
      if (places[i] === places[i - 1] && !alike(items[i - 1], items[i])) {
        refuse(what)
      }
    }
  },
}
