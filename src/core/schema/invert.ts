import { absurd } from "../traverse.js"
import type { Change } from "./change.js"

/** The change that takes one back. Rows that are gone do not come back. */
export const inverse = (change: Change): Change => {
  switch (change._tag) {
    case "CreateEnum":
      return { ...change, _tag: "DropEnum" }
    case "DropEnum":
      return { ...change, _tag: "CreateEnum" }
    case "CreateSequence":
      return { ...change, _tag: "DropSequence" }
    case "DropSequence":
      return { ...change, _tag: "CreateSequence" }
    case "CreateTable":
      return { ...change, _tag: "DropTable" }
    case "DropTable":
      return { ...change, _tag: "CreateTable" }
    case "AddColumn":
      return { ...change, _tag: "DropColumn" }
    case "DropColumn":
      return { ...change, _tag: "AddColumn" }
    case "AddPrimaryKey":
      return { ...change, _tag: "DropPrimaryKey" }
    case "DropPrimaryKey":
      return { ...change, _tag: "AddPrimaryKey" }
    case "AddUnique":
      return { ...change, _tag: "DropUnique" }
    case "DropUnique":
      return { ...change, _tag: "AddUnique" }
    case "AddForeignKey":
      return { ...change, _tag: "DropForeignKey" }
    case "DropForeignKey":
      return { ...change, _tag: "AddForeignKey" }
    case "AddCheck":
      return { ...change, _tag: "DropCheck" }
    case "DropCheck":
      return { ...change, _tag: "AddCheck" }
    case "CreateIndex":
      return { ...change, _tag: "DropIndex" }
    case "DropIndex":
      return { ...change, _tag: "CreateIndex" }
    case "CreateView":
      return { ...change, _tag: "DropView" }
    case "DropView":
      return { ...change, _tag: "CreateView" }
    case "AlterEnum":
      return { ...change, from: change.to, to: change.from }
    case "AlterSequence":
      return { ...change, from: change.to, to: change.from }
    case "RenameTable":
      return { ...change, from: change.to, to: change.from }
    case "CommentTable":
      return { ...change, from: change.to, to: change.from }
    case "RenameColumn":
      return { ...change, from: change.to, to: change.from }
    case "AlterColumn":
      return { ...change, from: change.to, to: change.from }
    default:
      return absurd(change)
  }
}

/**
 * The changes that take others back, in the order in which they must be made.
 *
 * @example
 * ```ts
 * import { invert } from "fulmar/schema"
 *
 * const table = { schema: null, name: "cake" }
 * invert([{ _tag: "RenameColumn", table, from: "name", to: "title" }])
 * // => [{ _tag: "RenameColumn", table: { schema: null, name: "cake" }, from: "title", to: "name" }]
 * ```
 *
 * @since 0.1.0
 */
export const invert = (changes: ReadonlyArray<Change>): ReadonlyArray<Change> => changes.toReversed().map(inverse)

/**
 * Whether making the change loses data: what is dropped, and a type that may not hold what the other one held.
 *
 * @since 0.1.0
 */
export const isDestructive = (change: Change): boolean => {
  switch (change._tag) {
    case "DropTable":
    case "DropColumn":
    case "DropSequence":
      return true
    case "AlterColumn":
      return change.from.generated === null && (change.to.generated !== null || change.from.type !== change.to.type)
    case "AlterEnum":
      return change.from.labels.some((label) => !change.to.labels.includes(label))
    default:
      return false
  }
}
