/**
 * `npm run golden`: writes what each dialect prints into the golden tests, for review by `git diff`. SQLite's entries stay
 * as they are written, unless they are empty. After `--` stand the files, if not all are meant.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "fulmar-golden-"))
const out = join(folder, "golden.jsonl")
const env = { ...process.env, FULMAR_GOLDEN: out }
const files = process.argv.length > 2 ? process.argv.slice(2) : ["test/core", "test/expr"]
const run = spawnSync("npx", ["vitest", "run", "--project", "sqlite", ...files], { cwd: root, env })
if (!existsSync(out)) {
  console.error(String(run.stdout) + String(run.stderr))
  process.exit(1)
}
const entries = readFileSync(out, "utf8").trim().split("\n").map((line) => JSON.parse(line))
rmSync(folder, { recursive: true })

const text = (sql) =>
  sql.includes('"') && !sql.includes("`")
    ? `\`${sql.replace(/[\\`]/g, "\\$&").replace(/\$\{/g, "\\${")}\``
    : JSON.stringify(sql)
const value = (v) => (typeof v === "string" ? (v.startsWith("\0") ? v.slice(1) : text(v)) : JSON.stringify(v))
const printed = (p, indent) =>
  typeof p === "string"
    ? text(p)
    : `{\n${indent}  sql: ${text(p.sql)},\n${indent}  params: [${p.params.map(value).join(", ")}],\n` +
      `${indent}  text: ${text(p.text)},\n${indent}}`

/** The end of the string, template or comment that starts at an index, or the index itself. */
const skip = (s, i) => {
  if (s.startsWith("//", i)) return s.indexOf("\n", i)
  const quote = s[i]
  if (quote !== '"' && quote !== "'" && quote !== "`") return i
  let j = i + 1
  while (s[j] !== quote) j += s[j] === "\\" ? 2 : 1
  return j
}

/** Where the value or object that starts at an index ends: before the comma or closing bracket that is not its own. */
const endOf = (s, from) => {
  let depth = 0
  for (let i = from; ; i++) {
    i = skip(s, i)
    if ("([{".includes(s[i])) depth++
    if (")]}".includes(s[i]) && --depth < 0) return i
    if (s[i] === "," && depth === 0) return i
  }
}

/** The bracket that closes the one at an index. */
const matching = (s, open) => {
  let depth = 0
  for (let i = open; ; i++) {
    i = skip(s, i)
    if ("([{".includes(s[i])) depth++
    if (")]}".includes(s[i]) && --depth === 0) return i
  }
}

const escape = (s) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

for (const file of new Set(entries.map((e) => e.file))) {
  let s = readFileSync(file, "utf8")
  // Tests come in the order of the file, and some have the same name.
  let from = 0
  for (const { name, line } of entries.filter((e) => e.file === file)) {
    const pattern = new RegExp(`^ *golden(?:Expr)?\\(\\s*${escape(JSON.stringify(name))}`, "gm")
    pattern.lastIndex = from
    const call = pattern.exec(s)
    if (call === null) {
      console.error(`${file}: no golden test is named ${name}`)
      continue
    }
    const at = s.indexOf("sqlite:", call.index)
    const open = s.lastIndexOf("{", at)
    const close = matching(s, open)
    const own = s.slice(at + "sqlite:".length, endOf(s, at + "sqlite:".length)).trim()
    const indent = /^ */.exec(s.slice(s.lastIndexOf("\n", open) + 1))[0]
    const others = Object.entries(line).filter(([key]) => key !== "sqlite")
    const sqlite = own === '""' ? printed(line.sqlite, `${indent}  `) : own
    const body = [["sqlite", sqlite], ...others.map(([key, p]) => [key, printed(p, `${indent}  `)])]
    const object = `{\n${body.map(([key, p]) => `${indent}  ${key}: ${p},\n`).join("")}${indent}}`
    s = s.slice(0, open) + object + s.slice(close + 1)
    from = open + object.length
  }
  writeFileSync(file, s)
}
