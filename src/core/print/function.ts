import { Duration } from "effect"
import type { FunctionSource, SourceNode } from "../query-node.js"
import { show } from "../show.js"
import { printExpr } from "./expr.js"
import { type Printer, refuse, separated } from "./printer.js"
import { printSeries } from "./series.js"
import { printTemplate } from "./template.js"

/** The dialect's own function, if it has it. */
export const nativeOf = (p: Printer, source: FunctionSource) =>
  p.dialect.tableFunction(source.name, source.table.columns[0]!.spec.type)

/** Says how the columns of functions among the sources are read; gives back what was said of the tables around. */
export const renameColumns = (p: Printer, sources: ReadonlyArray<SourceNode>): Printer["renamed"] => {
  const before = p.renamed
  if (before.size > 0 || sources.some((s) => s._tag === "FunctionSource")) {
    const functions = sources.filter((s) => s._tag === "FunctionSource")
    const renamed = new Map(before)
    for (const source of sources) {
      if (source._tag !== "ClosedSource") {
        renamed.delete(source.table.ref)
      }
    }
    for (const source of functions) {
      const columns = nativeOf(p, source)?.columns ?? {}
      if (Object.keys(columns).length > 0) {
        const ref = p.dialect.quote(source.table.ref)
        renamed.set(source.table.ref, (column) => (columns[column] ?? column).replaceAll("$1", ref))
      }
    }
    p.renamed = renamed
  }
  return before
}

/** Refuses a series that no step leads through. */
const checkSeries = (p: Printer, { args, name, table }: FunctionSource): void => {
  const step = args[2]!
  const value = step._tag === "Value" ? step.value : null
  if (value === 0 || value === 0n || (Duration.isDuration(value) && Duration.isZero(value))) {
    refuse(p, `the step of the series "${table.ref}" is 0`, "give a positive or negative step")
  }
  const wrong = args.find((e) => e.type.family !== "integer" && e.type.family !== "bigint")
  if (name === "generateSeries" && wrong !== undefined) {
    const what = wrong._tag === "Value" ? show(wrong.value) : `an expression of type ${wrong.type.name}`
    refuse(p, `the series "${table.ref}" is of whole numbers, and ${what} is none`, "cast it to integer or bigint")
  }
}

/** Prints a function as a source. The first `around` tables in scope may be read. */
export const printFunction = (p: Printer, source: FunctionSource, around: number): void => {
  const { args, name, table } = source
  if (name !== "unnest") {
    checkSeries(p, source)
  }
  const native = nativeOf(p, source)
  if (native === null) {
    if (name === "generateSeries") {
      return printSeries(p, source, around)
    }
    const type = table.columns[0]!.spec.type.name
    return name === "unnest"
      ? refuse(p, `${p.dialect.name} has no rows of the elements of an array of ${type}`, "read the array itself")
      : refuse(p, `${p.dialect.name} has no series of ${type}`, "use a series of days or numbers")
  }
  const { scope } = p
  p.scope = scope.slice(0, around)
  printTemplate(p, native.call, args.length, (i, least) => printExpr(p, args[i]!, least))
  p.scope = scope
  p.sql += ` as ${p.dialect.quote(table.ref)}`
  if (native.named) {
    p.sql += " ("
    separated(p, table.columns, ", ", (c) => (p.sql += p.dialect.quote(c.name)))
    p.sql += ")"
  }
}
