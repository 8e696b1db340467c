/** The text of a wire value in COPY's text format: without what it uses to tell columns and rows apart. */
export const copyField = (value: string | Buffer | null): string => {
  if (value === null) return "\\N"
  if (typeof value !== "string") return `\\\\x${value.toString("hex")}`
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (char) => escapes[char] ?? char) : value
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }

/** One row in COPY's text format. */
export const copyRow = (values: ReadonlyArray<string | Buffer | null>): string =>
  `${values.map(copyField).join("\t")}\n`

/** The values of one row in COPY's text format, without its end of line. */
export const parseCopyRow = (line: string): ReadonlyArray<string | null> => line.split("\t").map(parseField)

const parseField = (field: string): string | null => {
  if (field === "\\N") return null
  return field.includes("\\") ? field.replace(/\\(.)/gs, (_, char: string) => plain[char] ?? char) : field
}

const plain: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }
