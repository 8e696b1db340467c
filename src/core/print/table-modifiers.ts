import { show } from "../show.js"
import type { TableData } from "../table-data.js"
import { printIndexHints } from "./index-hint.js"
import { printGiven } from "./leaf.js"
import { type Printer, refuse } from "./printer.js"

/** Prints what comes after the name of a table that is read. */
export const printModifiers = (p: Printer, table: TableData): void => {
  printIndexHints(p, table)
  printSample(p, table)
}

const printSample = (p: Printer, { ref, sample }: TableData): void => {
  if (sample === null) {
    return
  }
  if (!p.dialect.capabilities.has("tablesample")) {
    return refuse(p, `${p.dialect.name} has no TABLESAMPLE, such as that of table "${ref}"`, "sort by random and limit")
  }
  if (sample.method !== "bernoulli" && sample.method !== "system") {
    return refuse(p, `TABLESAMPLE has no method ${show(sample.method)}`, 'take "bernoulli" or "system"')
  }
  p.sql += ` tablesample ${sample.method} (`
  printGiven(p, sample.percent, "fixed")
  p.sql += ")"
  if (sample.seed !== null) {
    p.sql += " repeatable ("
    printGiven(p, sample.seed, "fixed")
    p.sql += ")"
  }
}
