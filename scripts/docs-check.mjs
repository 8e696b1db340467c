/**
 * Compiles and runs the code in README.md, docs/**\/*.md and the docstrings of src/**\/*.ts.
 *
 * What is read
 * - Every ```ts fence of those Markdown files. The fences under one `##` heading (with its `###` ones) are one module, in
 *   their order, so a chapter reads as one program. An import that is repeated there is dropped the second time.
 * - Every ```ts fence of a docstring, each a module of its own. An `@example` must have one.
 *
 * What is done
 * - All modules are type-checked in one run, as strictly as the library, then each is run.
 * - `EXPR // => VALUE`, also with the comment on the next line, asserts that EXPR deeply equals VALUE, which is an
 *   expression too; `const x = EXPR // => VALUE` asserts it of x. An Effect is a value like any other: it is not run.
 *   VALUE goes on in the next lines if they start with `//` and two spaces or more.
 * - ```ts no-run is type-checked only, inside a function of its own. ```ts no-check is skipped, and counted.
 *
 * Each line stands in its module at the number it has in its file, so every message names the place in the source.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const cache = join(root, ".cache", "docs")
const failures = []
const fail = (file, line, message) => failures.push(`${file}:${line}: ${message}`)

const filesUnder = (folder, extension) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
        .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
        .toSorted()
    : []

// ---------------------------------------------------------------------------------------------------------------- fences

/**
 * The ts fences among `lines`: each with the indices of the fence lines, its flags, and its section, which counts the
 * `##` headings before it.
 */
const fences = (file, lines, offset = 0) => {
  const found = []
  let open = null
  let section = 0
  for (const [index, line] of lines.entries()) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line)
    if (open === null) {
      if (/^##? /.test(line)) section++
      if (fence === null) continue
      const [language, ...flags] = fence[3].trim().split(/\s+/)
      open = { mark: fence[2], indent: fence[1].length, ts: /^(ts|typescript)$/.test(language), flags, section, start: offset + index }
      const unknown = flags.filter((flag) => flag !== "no-run" && flag !== "no-check")
      if (open.ts && unknown.length > 0) fail(file, offset + index + 1, `unknown word after the fence: ${unknown.join(" ")}`)
    } else if (fence !== null && fence[2].startsWith(open.mark) && fence[3] === "") {
      if (open.ts) found.push({ ...open, end: offset + index })
      open = null
    }
  }
  if (open !== null) fail(file, open.start + 1, "this fence is never closed")
  return found
}

/** Modules are `{ file, lines, blocks }`: the lines of the whole file, and the fences that make up the module. */
const markdownModules = (file) => {
  const lines = readFileSync(join(root, file), "utf8").split(/\r?\n/)
  const sections = new Map()
  for (const block of fences(file, lines)) {
    sections.set(block.section, [...(sections.get(block.section) ?? []), block])
  }
  return [...sections.values()].map((blocks) => ({ file, lines, blocks }))
}

const docstringModules = (file) => {
  const source = readFileSync(join(root, file), "utf8").split(/\r?\n/)
  const modules = []
  for (let start = 0; start < source.length; start++) {
    if (!/^\s*\/\*\*/.test(source[start])) continue
    let end = start
    while (end < source.length - 1 && !source[end].includes("*/")) end++
    const lines = source.map((line, index) =>
      index < start || index > end ? "" : line.replace(/^\s*(\/\*\*|\*(?!\/))? ?/, "").replace(/\s*\*\/.*$/, ""),
    )
    const text = lines.slice(start, end + 1)
    const blocks = fences(file, text, start)
    for (const [index, line] of text.entries()) {
      if (!/^@example\b/.test(line)) continue
      const next = text.findIndex((other, at) => at > index && /^@\w/.test(other))
      const last = start + (next === -1 ? text.length : next)
      if (!blocks.some((block) => block.start > start + index && block.start < last)) {
        fail(file, start + index + 1, "this @example has no ```ts fence")
      }
    }
    for (const block of blocks) modules.push({ file, lines, blocks: [block] })
    start = end
  }
  return modules
}

// --------------------------------------------------------------------------------------------------------------- rewriting

/** Splits a line of code from its line comment, and says how far its brackets are open (negative: closed). */
const scan = (line) => {
  const opened = []
  let closed = 0
  let quote = null
  for (let i = 0; i < line.length; i++) {
    const char = line[i]
    if (quote !== null) {
      if (char === "\\") i++
      else if (char === quote) quote = null
    } else if (char === '"' || char === "'" || char === "`") quote = char
    else if (char === "/" && line[i + 1] === "/") {
      return { code: line.slice(0, i).trimEnd(), comment: line.slice(i), opened: opened.length, closed }
    } else if ("([{".includes(char)) opened.push(char)
    else if (")]}".includes(char) && opened.pop() === undefined) closed++
  }
  return { code: line.trimEnd(), comment: "", opened: opened.length, closed }
}

const goesOn = /(?:[=,+\-*/&|?:(<[]|=>)$/
const continues = /^(?:[.?:&|+*/)\]}]|- )/

/** The index of the line where the statement that ends at `last` starts, or -1. */
const statementStart = (lines, first, last) => {
  let needed = 0
  for (let index = last; index >= first; index--) {
    const { code, opened, closed } = scan(lines[index])
    needed = Math.max(0, needed - opened) + closed
    const before = index > first ? scan(lines[index - 1]).code.trim() : ""
    if (needed === 0 && code.trim() !== "" && !continues.test(code.trim()) && !goesOn.test(before)) return index
  }
  return -1
}

const notExpression = /^(?:if|for|while|do|return|throw|function|class|interface|type|import|export|switch|try|declare)\b/

/** Rewrites the `// => VALUE` comments of a block in place and returns how many there were. */
const rewriteAssertions = (file, lines, { start, end }) => {
  let count = 0
  for (let index = start + 1; index < end; index++) {
    const { code, comment } = scan(lines[index])
    if (!/^\/\/ ?=>/.test(comment)) continue
    let value = comment.replace(/^\/\/ ?=>/, "").trim()
    let next = index
    while (next + 1 < end && /^\s*\/\/ {2,}\S/.test(lines[next + 1])) value += ` ${lines[++next].replace(/^\s*\/\//, "").trim()}`
    const last = code.trim() === "" ? index - 1 : index
    const first = last > start ? statementStart(lines, start + 1, last) : -1
    const head = first === -1 ? "" : lines[first].trim()
    const binding = /^(?:export )?(?:const|let|var) (\w+)\b/.exec(head)
    if (first === -1 || value === "" || (binding === null && notExpression.test(head))) {
      fail(file, index + 1, "`// =>` must follow an expression or a `const x = …`, and a value must follow it")
      continue
    }
    const check = (actual, open) => `${open ? "" : ";"}__check(${actual}`
    const rest = `, (${value}), ${JSON.stringify(`${file}:${index + 1}`)});`
    lines[last] = scan(lines[last]).code.replace(/;$/, "")
    if (binding === null) {
      const indent = /^\s*/.exec(lines[first])[0]
      lines[first] = `${indent};${check(`(${lines[first].trimStart()}`, true)}`
      lines[last] += `)${rest}`
    } else {
      lines[last] += check(binding[1], false) + rest
    }
    for (let blank = last + 1; blank <= next; blank++) lines[blank] = ""
    count++
    index = next
  }
  return count
}

const importStatement = /^import\s(?:[^"';]*?\sfrom\s)?\s*["'][^"']+["'];?/gm

/** Removes from `code` the names that `seen` says are imported already, and keeps the number of its lines. */
const dropRepeatedImports = (code, seen) =>
  code.replaceAll(importStatement, (statement) => {
    const [, clause, module] = /^import\s+(?:([^"']*?)\s+from\s+)?["']([^"']+)["']/.exec(statement)
    const blank = "\n".repeat(statement.split("\n").length - 1)
    const isNew = (name) => {
      const key = `${module} ${name.trim().replace(/^type\s+/, "")}`
      return !seen.has(key) && seen.add(key)
    }
    if (clause === undefined) return statement
    const named = /\{([^}]*)\}/.exec(clause)
    if (named === null) return isNew(clause) ? statement : blank
    const typed = /^type\b/.test(clause) ? "type " : ""
    const others = clause.replace(named[0], "").replace(/^type\b/, "").replaceAll(",", "").trim()
    const names = named[1].split(",").map((name) => name.trim()).filter((name) => name !== "")
    const kept = [
      ...(others !== "" && isNew(others) ? [others] : []),
      ...(names.length > 0 ? [`{ ${names.filter(isNew).join(", ")} }`] : []),
    ].filter((part) => part !== "{  }")
    return kept.length === 0 ? blank : `import ${typed}${kept.join(", ")} from "${module}"${blank}`
  })

/** The text of a module: every line of its blocks at its own number. */
const compose = ({ file, lines, blocks }) => {
  const out = lines.map(() => "")
  const seen = new Set()
  let assertions = 0
  for (const block of blocks) {
    const length = block.end - block.start - 1
    const body = lines.slice(block.start + 1, block.end).map((line) => line.replace(new RegExp(`^\\s{0,${block.indent}}`), ""))
    for (const [index, line] of dropRepeatedImports(body.join("\n"), seen).split("\n").entries()) out[block.start + 1 + index] = line
    if (block.flags.includes("no-run")) {
      const code = out.slice(block.start + 1, block.end).join("\n")
      const imports = (code.match(importStatement) ?? []).map((statement) => statement.replaceAll(/\s+/g, " ").replace(/;?$/, ";"))
      const rest = code.replaceAll(importStatement, (statement) => "\n".repeat(statement.split("\n").length - 1)).split("\n")
      for (let index = 0; index < length; index++) out[block.start + 1 + index] = rest[index]
      out[block.start] = `${imports.join(" ")} void (async () => {`
      out[block.end] = "});"
    } else {
      assertions += rewriteAssertions(file, out, block)
    }
  }
  out[0] = `import { __check } from "./runtime.js"; void __check; ${out[0]}`
  return { text: `${out.join("\n")}\nexport {}\n`, assertions }
}

// ----------------------------------------------------------------------------------------------------------------- running

const runtime = `
import { inspect, isDeepStrictEqual } from "node:util"
import { Equal } from "effect"
export const failed: Array<string> = []
export const __check = (actual: unknown, expected: unknown, where: string): void => {
  if (isDeepStrictEqual(actual, expected) || Equal.equals(actual, expected)) return
  const show = (value: unknown) => inspect(value, { depth: 10 })
  failed.push(\`\${where}: expected \${show(expected)}\\n  but got \${show(actual)}\`)
}
`

/** Runs the modules one after the other and prints, as its last line, the failures as JSON. */
const runner = `
import { failed } from "./runtime.js"
const modules: ReadonlyArray<{ readonly name: string; readonly where: string }> = JSON.parse(process.argv[2]!)
const write = process.stdout.write.bind(process.stdout)
for (const method of ["log", "info", "debug", "warn", "error", "table", "dir", "group"] as const) console[method] = () => {}
let current = modules[0]!
const report = (error: unknown): void => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const line = new RegExp(current.name.replaceAll(".", "\\\\.") + ":(\\\\d+)").exec(text)?.[1]
  failed.push((line === undefined ? current.where : current.where.replace(/\\d+$/, line)) + ": " + text)
}
process.on("unhandledRejection", report)
process.on("uncaughtException", report)
for (const module of modules) {
  current = module
  const late = new Promise((_, reject) => setTimeout(reject, 30_000, new Error("still running after 30 s")).unref())
  await Promise.race([import(new URL(module.name, import.meta.url).href), late]).catch(report)
  await new Promise((resolve) => setImmediate(resolve))
}
write("\\n" + JSON.stringify(failed) + "\\n", () => process.exit(0))
`

const node = (args, options = {}) =>
  spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, ...options })

const markdown = [...(existsSync(join(root, "README.md")) ? ["README.md"] : []), ...filesUnder("docs", ".md")]
const found = [...markdown.flatMap(markdownModules), ...filesUnder("src", ".ts").flatMap(docstringModules)]
const blocks = found.flatMap((module) => module.blocks)
const skipped = blocks.filter((block) => block.flags.includes("no-check")).length
const modules = found
  .map((module) => ({ ...module, blocks: module.blocks.filter((block) => !block.flags.includes("no-check")) }))
  .filter((module) => module.blocks.length > 0)
  .map((module) => {
    const first = module.blocks[0].start + 1
    return { file: module.file, first, name: `${module.file.replaceAll("/", "__")}.${first}.ts`, ...compose(module) }
  })
const assertions = modules.reduce((sum, module) => sum + module.assertions, 0)

if (modules.length > 0) {
  rmSync(cache, { recursive: true, force: true })
  mkdirSync(join(cache, "run"), { recursive: true })
  for (const { name, text } of modules) writeFileSync(join(cache, name), text)
  writeFileSync(join(cache, "runtime.ts"), runtime)
  writeFileSync(join(cache, "runner.ts"), runner)
  const config = { compilerOptions: { rootDir: root }, extends: join(root, "tsconfig.json"), include: ["*.ts"] }
  writeFileSync(join(cache, "tsconfig.json"), JSON.stringify(config))

  const { stdout } = node([join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "--pretty", "false", "-p", cache])
  const wrong = new Set()
  for (const line of stdout.split("\n").filter((text) => text !== "")) {
    const message = /^(.+?)\((\d+),\d+\): (.*)$/.exec(line)
    const module = message === null ? undefined : modules.find(({ name }) => message[1].endsWith(name))
    if (module !== undefined) {
      wrong.add(module.name)
      fail(module.file, message[2], message[3])
    } else if (/^\s/.test(line) && failures.length > 0) failures[failures.length - 1] += `\n${line}`
    else failures.push(line)
  }

  const runnable = modules.filter(({ name }) => !wrong.has(name)).map(({ name, file, first }) => ({ name, where: `${file}:${first}` }))
  if (runnable.length > 0) {
    const { status, stdout: output, stderr } = node(
      ["--import", import.meta.resolve("tsx"), join(cache, "runner.ts"), JSON.stringify(runnable)],
      { cwd: join(cache, "run"), env: { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") } },
    )
    try {
      failures.push(...JSON.parse(output.trimEnd().split("\n").at(-1)))
    } catch {
      failures.push(`the examples stopped before their end (code ${status})\n${output}${stderr}`)
    }
  }
}

for (const failure of failures) console.error(`${failure}\n`)
console.log(
  `${blocks.length - skipped} blocks in ${modules.length} modules, ${assertions} values, ${skipped} skipped by no-check, ` +
    `${failures.length} failed`,
)
process.exit(failures.length > 0 ? 1 : 0)
