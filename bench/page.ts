import { readFileSync, writeFileSync } from "node:fs"
import type { Findings } from "./bench.js"
import { heldTo } from "./budgets.js"
import { machine } from "./machine.js"
import { markdownTable } from "./report.js"

const file = new URL("../docs/benchmarks.md", import.meta.url)

/** What is above this heading was written by hand, and stays. */
const heading = "## Results"

export const writePage = (findings: Findings): void => {
  const page = readFileSync(file, "utf8")
  const at = page.indexOf(`${heading}\n`)
  if (at === -1) throw new Error(`docs/benchmarks.md has no "${heading}"`)
  const parts = [heading, "`npm run bench`", markdownTable(["", "version"], machine()), "### Budgets", heldTo(findings).table, ...findings.report]
  writeFileSync(file, `${page.slice(0, at)}${parts.join("\n\n")}\n`)
}
