/**
 * `npm run vocabulary`: writes the tables of docs/vocabulary.md. With `--check` it only says whether they are up to date.
 *
 * The names are the exports of src/core and src/expr; what each database has of one is what the golden tests say. A name is
 * refused where every golden statement that uses it is a CompileError. It is there where one of them prints the function
 * that its docstring names, or prints as on PostgreSQL, but for quotes and how values are typed. Else it is printed in other
 * words; or it is there in part, if only golden statements in which PostgreSQL does not print the word are printed.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const read = (path) => readFileSync(join(root, path), "utf8")
const dialects = ["sqlite", "postgres", "mariadb", "mysql"]

/** Neither statements nor expressions; and lists of statements that are here by themselves. */
const others = new Set(
  ["CompileError", "ValidationError", "compile", "toSql", "encodeValue", "validateColumn"].concat(
    ["createIndexes", "createStatements", "dropStatements"],
  ),
)

/** Where the bracket at an index is closed. */
const matching = (s, open) => {
  let depth = 0
  for (let i = open; i < s.length; i++) {
    if (s.startsWith("//", i)) i = s.indexOf("\n", i)
    if ("\"'`".includes(s[i])) {
      const quote = s[i++]
      while (s[i] !== quote) i += s[i] === "\\" ? 2 : 1
    } else if ("([{".includes(s[i])) depth++
    else if (")]}".includes(s[i]) && --depth === 0) return i
  }
  throw new Error(`nothing closes ${s.slice(open, open + 80)}`)
}

/** The names that a text uses: not those of keys and parts, nor in strings. */
const namesIn = (text) =>
  new Set(text.replace(/"(?:[^"\\\n]|\\.)*"/g, "").match(/(?<![.\w]|\?\.)[a-zA-Z]\w*\b(?!\s*:)/g) ?? [])

/** The golden statements of a test: the names that each uses, also by the constants of its file, and what is printed. */
const samplesOf = (path) => {
  const file = read(path).replace(/import [^;]*? from "[^"]+"\n/g, "")
  const constants = new Map()
  for (const found of file.matchAll(/^ *const (?:(\w+)|\{([^}]+)\})[^=\n]*= /gm)) {
    let end = found.index + found[0].length
    while (file[end] !== "\n") end = "([{".includes(file[end]) ? matching(file, end) + 1 : end + 1
    const used = namesIn(file.slice(found.index + found[0].length, end))
    for (const name of (found[1] ?? found[2]).match(/\w+/g)) constants.set(name, used)
  }
  const closure = (names) => {
    const all = new Set(names)
    for (const name of all) for (const used of constants.get(name) ?? []) all.add(used)
    return all
  }
  return [...file.matchAll(/^ *golden(?:Expr)?\(/gm)].flatMap((call) => {
    const open = call.index + call[0].length - 1
    const text = file.slice(open, matching(file, open))
    const at = text.search(/\{\s*sqlite: /)
    if (at < 0) return []
    const printed = new Function(`return ${text.slice(at, matching(text, at) + 1)}`)()
    const sql = dialects.map((d) => printed[d].text ?? printed[d])
    return [{ names: closure(namesIn(text.slice(0, at))), sql }]
  })
}

const samples = ["test/core/", "test/expr/"].flatMap((folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.ts") && name !== "exports.test.ts").flatMap((name) => samplesOf(folder + name)),
)

const isRefused = (sql) => sql.startsWith("-- ")
const bare = (sql) =>
  sql
    .replaceAll("`", '"')
    .replace(/::\w+(\(\d+(, ?\d+)?\))?(\[\])?/g, "")
    .replace(/cast\(('(?:[^']|'')*'|-?[\d.]+) as [^)]*(\(\d+(, ?\d+)?\))?\)/g, "$1")
    .replace(/(\d)e0\b/g, "$1")
    .replace(/\b(date|time|timestamp) ?'/g, "'")

/** The function that the SQL of a docstring names, or else its first words. */
const ownWord = (words) => {
  const call = /^`(?!cast)(\w+)\(/.exec(words)
  if (call !== null) return new RegExp(`(?<!\\w)${call[1]}\\(`)
  const first = /^`(?!cast|\().*?(?<![\w'"(])([a-z]{2,}(?: [a-z]{2,})*)(?![\w'"])/.exec(words)
  return first === null ? undefined : new RegExp(`\\b${first[1]}\\b`)
}

const cellsOf = (name, words) => {
  const uses = samples.filter(({ names }) => names.has(name))
  if (uses.length === 0) throw new Error(`no golden test uses ${name}`)
  const own = ownWord(words)
  // Those in which PostgreSQL does not print it tell of something else, if there are others.
  const shown = uses.filter(({ sql }) => !isRefused(sql[1]) && own?.test(sql[1]))
  const mine = shown.length > 0 ? shown : uses
  return dialects.map((_, i) => {
    const printed = mine.filter(({ sql }) => !isRefused(sql[i]))
    if (printed.length === 0) return uses.every(({ sql }) => isRefused(sql[i])) ? "—" : "in part"
    const beside = printed.filter(({ sql }) => !isRefused(sql[1]))
    const same = ({ sql }) => bare(sql[i]) === bare(sql[1]) || own?.test(sql[i])
    return beside.length === 0 || beside.some(same) ? "yes" : "in other words"
  })
}

/** The SQL that the docstring of an export says. */
const wordsOf = (path, name) => {
  const source = read(path)
  const at = source.search(new RegExp(`^export (const|function) ${name}\\b`, "m"))
  const before = source.slice(0, Math.max(at, 0))
  const doc = before.slice(before.lastIndexOf("/**")).replace(/\n \* ?(?!\/)/g, " ")
  const found = /The SQL: (``[^\n]+?``|`[^`]+`)/.exec(/\*\/\s*$/.test(doc) ? doc : "")
  return found?.[1] ?? ""
}

const titles = { query: "Queries", command: "Commands", ddl: "Definitions", expr: "Expressions" }
const chapters = new Map(Object.values(titles).map((title) => [title, []]))
for (const folder of ["core", "expr"]) {
  for (const [, list, from] of read(`src/${folder}/index.ts`).matchAll(/^export \{([^}]*)\} from "\.\/(.+)\.js"/gm)) {
    const [inside, file = inside] = from.split("/")
    const title = folder === "expr" ? titles.expr : (titles[inside] ?? titles.ddl)
    for (const name of list.match(/\w+/g).filter((x) => !others.has(x))) {
      const words = wordsOf(`src/${folder}/${from}.ts`, name)
      const row = [file.replaceAll("-", " "), `\`${name}\``, words.replaceAll("|", "\\|"), ...cellsOf(name, words)]
      chapters.get(title).push(`| ${row.join(" | ")} |`)
    }
  }
}

const head = "| chapter | name | SQL | SQLite | PostgreSQL | MariaDB | MySQL |\n|---|---|---|---|---|---|---|\n"
const tables = [...chapters].map(([title, rows]) => `## ${title}\n\n${head}${rows.toSorted().join("\n")}\n`).join("\n")
const [begin, end] = ["<!-- by npm run vocabulary -->\n\n", "\n<!-- written by hand again -->"]
const page = read("docs/vocabulary.md")
const made = page.slice(0, page.indexOf(begin) + begin.length) + tables + page.slice(page.indexOf(end))
if (!process.argv.includes("--check")) writeFileSync(join(root, "docs/vocabulary.md"), made)
else if (made !== page) {
  console.error("docs/vocabulary.md is out of date: npm run vocabulary")
  process.exit(1)
}
