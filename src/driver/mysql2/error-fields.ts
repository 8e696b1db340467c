import type { ReasonInput } from "../sql-error-reasons.js"

// The servers say names in the message only. These are read where the errno says which message it is.

type Said = Partial<Omit<ReasonInput, "message">>

/** What an error says of a constraint, a table and columns. */
export const fieldsOf = (errno: number, message: string, sql: string | null): Said => {
  switch (errno) {
    case 1062:
    case 1586:
      return key(/^Duplicate entry '.*' for key '(.*)'$/s.exec(message)?.[1])
    case 1216:
    case 1217:
    case 1451:
    case 1452:
    case 1701:
      return foreignKey(message)
    case 3730:
      return named(/foreign key constraint '(.+)' on table '(.+)'/s.exec(message))
    case 1048:
    case 1263:
    case 1364:
    case 1264:
    case 1265:
    case 1406:
    case 1366:
    case 1292:
    case 1054:
      return column(message)
    case 3819:
      return { constraint: /^Check constraint '(.+)' is violated/s.exec(message)?.[1] ?? null }
    case 4025:
      return checkOfMariaDb(message)
    case 1146:
      return { table: last(/^Table '(.+)' doesn't exist/s.exec(message)?.[1] ?? null) }
    case 1064:
      return { position: nearPosition(message, sql) }
    default:
      return {}
  }
}

const last = (name: string | null): string | null => (name === null ? null : name.slice(name.indexOf(".") + 1))

/** MySQL says `table.key`, MariaDB `key`. */
const key = (said: string | undefined): Said => {
  if (said === undefined) return {}
  const dot = said.indexOf(".")
  return dot < 0 ? { constraint: said } : { table: said.slice(0, dot), constraint: said.slice(dot + 1) }
}

const named = (match: RegExpExecArray | null): Said =>
  match === null ? {} : { constraint: match[1] ?? null, table: match[2] ?? null }

const name = "`((?:[^`]|``)+)`"
const childTable = new RegExp(String.raw`\(${name}\.${name}, CONSTRAINT`)
// MySQL does not double a backtick in a name.
const constraintName = /CONSTRAINT `(.+?)`(?= FOREIGN KEY \(|\)$)/s
const foreignColumns = /FOREIGN KEY \(((?:`(?:[^`]|``)+`(?:, )?)+)\)/

/** ``… fails (`db`.`child`, CONSTRAINT `fk` FOREIGN KEY (`a`, `b`) …)``: the table is that of the constraint. */
const foreignKey = (message: string): Said => {
  const columns = foreignColumns.exec(message)?.[1]
  return {
    table: unquote(childTable.exec(message)?.[2]),
    constraint: unquote(constraintName.exec(message)?.[1]),
    columns: Array.from((columns ?? "").matchAll(/`((?:[^`]|``)+)`/g), ([, column]) => unquote(column) ?? ""),
  }
}

const unquote = (quoted: string | undefined): string | null => quoted?.replaceAll("``", "`") ?? null

/** `CONSTRAINT `c` failed for `db`.`t``; the constraint of a column is called `t.column`. */
const checkOfMariaDb = (message: string): Said => {
  const match = new RegExp(String.raw`^CONSTRAINT ${name} failed for ${name}\.${name}`).exec(message)
  if (match === null) return {}
  const table = unquote(match[3])
  const constraint = unquote(match[1])
  return constraint !== null && table !== null && constraint.startsWith(`${table}.`)
    ? { table, constraint, columns: [constraint.slice(table.length + 1)] }
    : { table, constraint }
}

/** `for column 'c'`, ``for column `db`.`t`.`c` ``, `Column 'c' cannot be null`, `Field 'c' doesn't have a default`. */
const column = (message: string): Said => {
  const full = new RegExp(String.raw`column ${name}\.${name}\.${name}`).exec(message)
  if (full !== null) return { table: unquote(full[2]), columns: [unquote(full[3]) ?? ""] }
  const plain = /(?:column|Column|Field) '((?:[^']|'')+)'/.exec(message)?.[1]
  if (plain === undefined) return {}
  const dot = plain.lastIndexOf(".")
  return dot < 0 ? { columns: [plain] } : { table: last(plain.slice(0, dot)), columns: [plain.slice(dot + 1)] }
}

/** Where the text after `near` stands in the statement; it is what follows the fault, up to 80 characters. */
const nearPosition = (message: string, sql: string | null): number | null => {
  const match = /near '(.*)' at line (\d+)$/s.exec(message)
  if (match === null || sql === null) return null
  const near = match[1] ?? ""
  if (near === "") return sql.length
  let lineStart = 0
  for (let line = Number(match[2]); line > 1; line--) lineStart = sql.indexOf("\n", lineStart) + 1
  const position = sql.indexOf(near, lineStart)
  return position < 0 ? null : position
}
