import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import * as core from "../../src/core/index.js"
import * as expr from "../../src/expr/index.js"

const folder = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** What stands in the golden tests, without the imports. */
const golden = ["../core/", "../expr/"]
  .flatMap((relative) => readdirSync(folder(relative)).map((file) => folder(relative) + file))
  .filter((file) => file.endsWith(".test.ts") && !file.endsWith("exports.test.ts"))
  .map((file) => readFileSync(file, "utf8"))
  .filter((text) => /\bgolden(Expr)?\(/.test(text))
  .map((text) => text.replace(/import [^;]*? from "[^"]+"\n/g, ""))
  .join("\n")

/** Not statements or expressions: errors, what the golden tests print with, and what checks values. */
const others = new Set(["CompileError", "ValidationError", "compile", "toSql", "encodeValue", "validateColumn"])

test.each(
  [...Object.keys(core), ...Object.keys(expr)].filter((name) => !others.has(name)),
)("%s is in a golden test", (name) => {
  expect(golden).toMatch(new RegExp(`\\b${name}\\b[(,)\\s\`.]`))
})
