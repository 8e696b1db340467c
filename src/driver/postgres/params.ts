import { DataError } from "../sql-error-reasons.js"

/** Most parameters of one statement: their number is sent in 16 bits. */
export const maxParameters = 65_535

/** The parameters as they are sent: text, or bytes; or why they cannot be. */
export const encodeParams = (
  params: ReadonlyArray<unknown>,
  sql: string,
): ReadonlyArray<string | Buffer | null> | DataError => {
  if (params.length > maxParameters) {
    return new DataError({
      message:
        `The statement has ${params.length} parameters, and PostgreSQL takes ${maxParameters}. Split it, or give the ` +
        "values as one array.",
      sql,
    })
  }
  const encoded: Array<string | Buffer | null> = []
  for (const param of params) {
    const one = encodeParam(param)
    if (one === undefined) return unfit(param, encoded.length, sql)
    encoded.push(one)
  }
  return encoded
}

const encodeParam = (param: unknown): string | Buffer | null | undefined => {
  switch (typeof param) {
    case "string":
      return param
    case "number":
      return Object.is(param, -0) ? "-0" : String(param)
    case "bigint":
      return String(param)
    case "boolean":
      return param ? "true" : "false"
    case "object":
      if (param === null) return null
      if (Buffer.isBuffer(param)) return param
      return param instanceof Uint8Array ? Buffer.from(param.buffer, param.byteOffset, param.byteLength) : undefined
    default:
      return undefined
  }
}

const unfit = (param: unknown, index: number, sql: string): DataError =>
  new DataError({
    message:
      `Parameter ${index + 1} cannot be sent: expected a string, a number, a bigint, a boolean, bytes or null, got ` +
      `${typeof param === "object" ? Object.prototype.toString.call(param) : typeof param}.`,
    sql,
  })
