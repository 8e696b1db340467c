import type { Client } from "./client.js"

/** What a parameter is to the server: a letter for each type that is sent, `n` for NULL. */
type Letter = "i" | "d" | "s" | "b" | "n"

/** Parameters as mysql2 takes them, and their types as letters. */
export interface WireParameters {
  readonly values: ReadonlyArray<unknown>
  readonly types: string
}

const INT64 = 2n ** 63n
const UINT64 = 2n ** 64n

const none: WireParameters = { values: [], types: "" }

/**
 * Parameters for a prepared statement: a bigint goes as an integer of 64 bits, a number as a DOUBLE, a text as a text,
 * bytes as bytes.
 */
export const binaryParameters = (client: Client, params: ReadonlyArray<unknown>): WireParameters => {
  if (params.length === 0) return none
  const values: Array<unknown> = []
  let types = ""
  for (const param of params) {
    let letter: Letter = "s"
    let value: unknown = param
    switch (typeof param) {
      case "bigint":
        if (param >= -INT64 && param < UINT64) {
          letter = "i"
          const integer = client.TypedParameter.LONGLONG
          value = param < INT64 ? integer(param) : integer.unsigned(param)
        } else value = String(param)
        break
      case "number":
        letter = "d"
        break
      case "boolean":
        letter = "i"
        value = client.TypedParameter.LONGLONG(param ? 1n : 0n)
        break
      case "string":
        break
      default:
        letter = param === null ? "n" : "b"
        value = param === null ? null : bytes(param)
    }
    types += letter
    values.push(value)
  }
  return { values, types }
}

/** Parameters to be written into the text of a statement, so that each has the same type as in a prepared one. */
export const textParameters = (client: Client, params: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  params.map((param) => {
    switch (typeof param) {
      case "number":
        // With an exponent it is a DOUBLE, without one a DECIMAL.
        return client.raw(param.toExponential())
      case "bigint":
        return client.raw(String(param))
      case "boolean":
        return client.raw(param ? "1" : "0")
      case "string":
        return param
      default:
        return param === null ? null : bytes(param)
    }
  })

const bytes = (param: unknown): Buffer => {
  if (Buffer.isBuffer(param)) return param
  if (param instanceof Uint8Array) return Buffer.from(param.buffer, param.byteOffset, param.byteLength)
  throw new TypeError(`A parameter is a string, a number, a bigint, bytes or null; got ${typeof param}`)
}
