import type { Random } from "./random.js"

/** How a transaction, or one within it, ends. */
export type End = "ok" | "fail" | "die"

export type Step =
  | { readonly _tag: "insert"; readonly id: number }
  | { readonly _tag: "touch" | "delete"; readonly pick: number }
  | { readonly _tag: "transfer"; readonly id: number; readonly payer: number; readonly payee: number; readonly amount: number }
  | { readonly _tag: "sleep"; readonly millis: number }
  | { readonly _tag: "interrupt" | "kill" }
  | { readonly _tag: "nest"; readonly by: "savepoint" | "transaction"; readonly steps: ReadonlyArray<Step>; readonly ends: End }

/** What one transaction does. */
export interface Plan {
  readonly owner: number
  readonly steps: ReadonlyArray<Step>
  readonly ends: End
  /** Milliseconds until another fiber interrupts it. */
  readonly interruptedAfter: number | null
  /** Milliseconds that it gives itself. */
  readonly timeout: number | null
  /** Whether it is run again when it collides with others. */
  readonly retries: boolean
}

/** Accounts that all transactions pay from: few, so that they meet, in any order, so that they wait for each other. */
export const accounts = 8

/** So many transactions; `kills`: some lose their connection. */
export const plansOf = (random: Random, count: number, kills: boolean): ReadonlyArray<Plan> => {
  let id = 0
  const end = (): End => (random.chance(0.65) ? "ok" : random.chance(0.7) ? "fail" : "die")
  const step = (depth: number): Step => {
    const x = random.next()
    if (x < 0.35) return { _tag: "insert", id: ++id }
    if (x < 0.48) return { _tag: "touch", pick: random.below(100) }
    if (x < 0.56) return { _tag: "delete", pick: random.below(100) }
    if (x < 0.66) {
      const payer = random.below(accounts)
      const payee = (payer + 1 + random.below(accounts - 1)) % accounts
      return { _tag: "transfer", id: ++id, payer, payee, amount: 1 + random.below(9) }
    }
    if (x < 0.75) return { _tag: "sleep", millis: random.below(3) }
    if (x < 0.78) return { _tag: "interrupt" }
    if (x < 0.785 && kills) return { _tag: "kill" }
    if (depth === 3) return { _tag: "insert", id: ++id }
    const by = random.chance(0.5) ? "savepoint" : "transaction"
    return { _tag: "nest", by, steps: steps(depth + 1), ends: end() }
  }
  const steps = (depth: number): ReadonlyArray<Step> =>
    Array.from({ length: 1 + random.below(4) }, () => step(depth))
  return Array.from({ length: count }, (_, owner) => ({
    owner,
    steps: steps(0),
    ends: end(),
    interruptedAfter: random.chance(0.3) ? random.below(8) : null,
    timeout: random.chance(0.1) ? random.below(12) : null,
    retries: random.chance(0.7),
  }))
}
