import { type Cell, cell } from "./cell.js"
import { bold, dim } from "./paint.js"

type Row = Readonly<Record<string, unknown>>

const count = (n: number): string => (n === 1 ? "1 row" : `${n} rows`)

const pad = ({ align, text }: Cell, width: number): string =>
  align === "left" ? text.padEnd(width) : text.padStart(width)

/** The first rows as a table, and how many there are in all. */
export const tableText = (rows: ReadonlyArray<Row>, most: number): ReadonlyArray<string> => {
  const names = Object.keys(rows[0] ?? {})
  const body = rows.slice(0, most).map((row) => names.map((name) => cell(row[name])))
  const widths = names.map((name, i) => Math.max(name.length, ...body.map((cells) => cells[i]!.text.length)))
  const header = names.map((name, i) => bold(pad({ ...body[0]![i]!, text: name }, widths[i]!)))
  const lines = body.map((cells) =>
    cells.map((c, i) => (c.dim ? dim(pad(c, widths[i]!)) : pad(c, widths[i]!))).join("  "),
  )
  const total = rows.length > most ? `${most} of ${count(rows.length)}` : count(rows.length)
  return [...(names.length > 0 ? [header.join("  ")] : []), ...lines, dim(total)].map((line) => line.trimEnd())
}
