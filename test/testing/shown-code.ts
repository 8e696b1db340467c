import * as effect from "effect"
import * as fulmar from "fulmar"
import * as testing from "fulmar/testing"
import * as t from "io-ts"
import type { AnyTable } from "fulmar"
import { fromData, ownerOf } from "../../src/core/table.js"
import type { TableData } from "../../src/core/table-data.js"

/** The tables of the database that a tree uses, of which others are aliases. */
export const tablesIn = (tree: unknown): Readonly<Record<string, AnyTable>> => {
  const found: Array<TableData> = []
  const seen = new Set<unknown>()
  const visit = (x: unknown): void => {
    if (typeof x !== "object" || x === null || seen.has(x)) return
    seen.add(x)
    const node = x as Readonly<Record<string, unknown>>
    if (node["_tag"] === "Column") return visit(ownerOf(x as never))
    if (typeof node["source"] === "function" && "constraints" in node) {
      const data = node as never as TableData
      const source = data.source()
      const same = (t: TableData) => t.name === data.name && t.schema === data.schema && t.columns.length === data.columns.length
      if (source._tag !== "TableSource") visit(source)
      else if (!found.some(same)) {
        const base: TableData = { ...data, ref: data.name, hints: [], sample: null, source: () => ({ _tag: "TableSource", table: base }) }
        found.push(base)
      }
      return
    }
    for (const [key, inside] of Object.entries(node)) {
      if (key !== "type" && key !== "spec") visit(inside)
    }
  }
  visit(tree)
  return Object.fromEntries(found.map((data, i) => [`Given${i + 1}`, fromData(data)]))
}

const scope: Readonly<Record<string, unknown>> = {
  ...fulmar,
  ...testing,
  t,
  pipe: effect.pipe,
  BigDecimal: effect.BigDecimal,
  DateTime: effect.DateTime,
  Duration: effect.Duration,
  Option: effect.Option,
}

/** What the types say of code, which JavaScript does not. */
const withoutTypes = (code: string): string => code.replaceAll("(): AnyColumn =>", "() =>").replaceAll(" as never", "")

/** What the code makes, with these tables in scope. */
export const evaluate = (code: string, tables: Readonly<Record<string, unknown>> = {}): unknown => {
  const names = { ...scope, ...tables }
  const at = code.lastIndexOf("\n\n")
  const [before, last] = at < 0 ? ["", code] : [code.slice(0, at), code.slice(at + 2)]
  return new Function(...Object.keys(names), withoutTypes(`${before}\nreturn (${last})`))(...Object.values(names))
}

/** What a program by itself exports. */
export const evaluateProgram = (code: string): unknown => {
  const body = code.replace(/^import [^;]*?(?<=")\n/gm, "").replace(/^export const \w+ = /m, "return ")
  return new Function(...Object.keys(scope), withoutTypes(body))(...Object.values(scope))
}
