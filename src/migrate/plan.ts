import type { Context, Direction, Known } from "./context.js"
import { compareNames } from "./in-order.js"
import type { JournalRow } from "./journal.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"
import { checksumOf } from "./steps.js"
import type { Step } from "./steps.js"

/** A migration that is to be run. */
export interface Planned<R> {
  readonly known: Known<R>
  readonly direction: Direction
  /** What the journal says of it, if it was begun before. */
  readonly begun: JournalRow | null
  /** Whether it comes before one that has been applied. */
  readonly outOfOrder: boolean
}

/** What a migration does in a direction. */
export const stepsIn = <R>({ down, up }: Known<R>, direction: Direction): ReadonlyArray<Step<R>> =>
  direction === "up" ? up : (down ?? [])

/** The checksum of the steps of a migration that are done, in a direction. */
export const doneChecksum = <R>(known: Known<R>, direction: Direction, done: number): string | null =>
  checksumOf(known.migration, stepsIn(known, direction).slice(0, done))

const name = (row: JournalRow): string => JSON.stringify(row.name)

/** Whether a migration is not what it was when it was applied. */
export const hasChanged = <R>(known: Known<R>, row: JournalRow): boolean =>
  row.state === "applied" && row.checksum !== null && known.checksum !== null && row.checksum !== known.checksum

/** The first reason why nothing can be run; `null` where there is none. */
export const obstacle = <R>(context: Context<R>, rows: ReadonlyArray<JournalRow>): MigrationError | null => {
  for (const row of rows) {
    const known = context.known.find(({ migration }) => migration.name === row.name)
    if (known === undefined) {
      if (context.options.missing === "ignore") continue
      return migrationError(
        "Missing",
        `Migration ${name(row)} was applied, and is not there any more. Bring it back; or, if it is meant to be gone, ` +
          `say missing: "ignore".`,
        { migration: row.name },
      )
    }
    if (hasChanged(known, row)) {
      return migrationError(
        "Changed",
        `Migration ${name(row)} has changed since it was applied. Undo the change, and put what is new into a migration ` +
          `of its own; or, if the database has it already, accept it: fulmar migrate accept ${row.name}`,
        { migration: row.name },
      )
    }
  }
  return null
}

/** Why a migration that was begun cannot be gone on with; `null` where it can. */
const inDoubt = <R>(known: Known<R>, row: JournalRow): MigrationError | null => {
  const direction = row.state === "reverting" ? "down" : "up"
  const steps = stepsIn(known, direction)
  if (row.step > steps.length || row.checksum !== doneChecksum(known, direction, row.step)) {
    return migrationError(
      "Changed",
      `Of migration ${name(row)} ${row.step} steps are done, and these have changed since. Undo that change: only what ` +
        "comes after them can be corrected.",
      { migration: row.name },
    )
  }
  if (row.stopped || row.step === steps.length) return null
  const sql = steps[row.step]?.sql ?? null
  return migrationError(
    "Interrupted",
    `Migration ${name(row)} was interrupted in its step ${row.step + 1} of ${steps.length}, ` +
      `${sql === null ? "an Effect" : JSON.stringify(sql)}, and the database does not say whether that was done. Look, and ` +
      `say so: fulmar migrate resolve ${row.name} done, or undone. What comes after it is then gone on with.`,
    { migration: row.name, step: row.step + 1 },
  )
}

type Plan<R> = ReadonlyArray<Planned<R>> | MigrationError

/** Whether there is a plan, or a reason why not. */
export const isPlan = <R>(plan: Plan<R>): plan is ReadonlyArray<Planned<R>> => Array.isArray(plan)

/** The one that was begun and has not ended, if it goes the same way. */
const unfinished = <R>(context: Context<R>, rows: ReadonlyArray<JournalRow>, direction: Direction): Plan<R> => {
  const begun = rows.find(({ state }) => state !== "applied")
  const known = context.known.find(({ migration }) => migration.name === begun?.name)
  if (begun === undefined || known === undefined) return []
  const was = begun.state === "reverting" ? "down" : "up"
  if (was !== direction) {
    const what = was === "up" ? "applied" : "undone"
    return migrationError(
      "Unfinished",
      `Migration ${name(begun)} is half ${what}: ${begun.step} of its ${begun.steps} steps are done. Run ${was} first, to ` +
        `end that; or, if you have ended it by hand, say so: fulmar migrate resolve ${begun.name} applied, or pending.`,
      { migration: begun.name },
    )
  }
  return inDoubt(known, begun) ?? [{ known, direction, begun, outOfOrder: false }]
}

/** What is to be applied, up to one of a name if there is one. */
export const planUp = <R>(
  context: Context<R>,
  rows: ReadonlyArray<JournalRow>,
  last: string | null,
): Plan<R> => {
  const first = unfinished(context, rows, "up")
  if (!isPlan(first)) return first
  const newest = rows.map((row) => row.name).toSorted(compareNames).at(-1)
  const pending = context.known
    .filter(({ migration }) => rows.every((row) => row.name !== migration.name))
    .filter(({ migration }) => last === null || compareNames(migration.name, last) <= 0)
    .map((known): Planned<R> => {
      const outOfOrder = newest !== undefined && compareNames(known.migration.name, newest) < 0
      return { known, direction: "up", begun: null, outOfOrder }
    })
  const late = pending.find(({ outOfOrder }) => outOfOrder)
  if (late !== undefined && context.options.outOfOrder === "refuse") {
    const { name: its } = late.known.migration
    return migrationError(
      "OutOfOrder",
      `Migration ${JSON.stringify(its)} comes before ${JSON.stringify(newest)}, which has been applied, and has not been. ` +
        `Give it a name that comes later; or, if both can be applied in any order, say outOfOrder: "apply".`,
      { migration: its },
    )
  }
  return [...first, ...pending]
}

/** What is to be undone, the last that was applied first. */
export const planDown = <R>(
  context: Context<R>,
  rows: ReadonlyArray<JournalRow>,
  isMeant: (row: JournalRow, index: number) => boolean,
): Plan<R> => {
  const first = unfinished(context, rows, "down")
  if (!isPlan(first)) return first
  const meant = rows
    .filter(({ state }) => state === "applied")
    .toReversed()
    .filter((row, index) => isMeant(row, index + first.length))
  const planned: Array<Planned<R>> = [...first]
  for (const row of meant) {
    const known = context.known.find(({ migration }) => migration.name === row.name)
    if (known === undefined || known.down === null) {
      return migrationError(
        "Irreversible",
        `Migration ${name(row)} cannot be undone: it ${known === undefined ? "is not there" : "has no down"}. Nothing was ` +
          "undone.",
        { migration: row.name },
      )
    }
    planned.push({ known, direction: "down", begun: null, outOfOrder: false })
  }
  return planned
}
