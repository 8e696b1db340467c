import type { Memory } from "../memory.js"
import { brackets, type Doc, listDoc, nameOf } from "./code.js"
import { dataDoc } from "./data.js"
import type { Shower } from "./shower.js"

const ofTesting = (name: string, args: ReadonlyArray<Doc>): Doc => [nameOf("fulmar/testing", name), brackets("(", args, ")")]

/** A database in memory as the call that makes it. */
export const memoryDoc = (s: Shower, { tables }: Memory): Doc =>
  ofTesting(
    "memory",
    tables.map(({ rows, table }) => ofTesting("holding", [s.table(table), listDoc(rows.map((row) => dataDoc(row)))])),
  )
