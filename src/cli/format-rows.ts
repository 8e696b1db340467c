/** How rows are printed. */
export type Format = "table" | "json" | "csv"

/** What a statement gave. */
export interface Result {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString("hex")}`

const text = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  return value instanceof Uint8Array ? hex(value) : typeof value === "object" ? JSON.stringify(value) : String(value)
}

/** Integers that JSON would round are text. */
const jsonValue = (value: unknown): unknown => {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return value instanceof Uint8Array ? hex(value) : value
}

/** Wide characters take two places. */
const width = (cell: string): number => {
  let places = 0
  for (const char of cell) {
    places += /\p{M}|\p{Cf}/u.test(char) ? 0 : /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Extended_Pictographic}/u.test(char) ? 2 : 1
  }
  return places
}

const controls: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }

// What a terminal would obey is shown, not sent.
const visible = (cell: string): string =>
  cell.replaceAll(/\p{Cc}/gu, (char) => controls[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)

const isNumber = (value: unknown): boolean => typeof value === "number" || typeof value === "bigint"

const table = ({ columns, rows }: Result): string => {
  const cells = rows.map((row) => row.map((value) => (value === null ? "NULL" : visible(text(value)))))
  const heads = columns.map(visible)
  const widths = heads.map((head, i) => Math.max(width(head), ...cells.map((row) => width(row[i] ?? ""))))
  const right = columns.map((_, i) => rows.length > 0 && rows.every((row) => row[i] === null || isNumber(row[i])))
  const pad = (cell: string, i: number): string => {
    const space = " ".repeat(widths[i]! - width(cell))
    return right[i] === true ? space + cell : cell + space
  }
  const line = (row: ReadonlyArray<string>): string => ` ${row.map(pad).join(" | ")}`.trimEnd()
  return [line(heads), widths.map((w) => "-".repeat(w + 2)).join("+"), ...cells.map(line)].join("\n")
}

const csvCell = (value: unknown): string => {
  const cell = text(value)
  // NULL is nothing, and a text of no characters a pair of quotes.
  return /[",\r\n]|^$|^\s|\s$/.test(cell) && value !== null ? `"${cell.replaceAll('"', '""')}"` : cell
}

const csv = ({ columns, rows }: Result): string =>
  [columns, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")

/** A column that has the name of one before it gets a number. */
const distinct = (columns: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = new Set<string>()
  return columns.map((column) => {
    let name = column
    for (let n = 2; seen.has(name); n++) name = `${column}_${n}`
    seen.add(name)
    return name
  })
}

const json = ({ columns, rows }: Result): string => {
  const names = distinct(columns).map((name) => JSON.stringify(name))
  const lines = rows.map((row) => `{${row.map((value, i) => `${names[i]}:${JSON.stringify(jsonValue(value))}`).join(",")}}`)
  return lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n]`
}

/** The rows as text. */
export const formatRows = (format: Format, result: Result): string => {
  switch (format) {
    case "table":
      return table(result)
    case "json":
      return json(result)
    case "csv":
      return csv(result)
  }
}
