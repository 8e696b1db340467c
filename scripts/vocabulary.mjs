/**
 * `npm run vocabulary`: writes the tables of docs/vocabulary.md. With `--check` it only says whether they are up to date.
 *
 * The names are the exports of src/core and src/expr; what each database has of one is what the golden tests say. A name is
 * refused where every golden statement that uses it is a CompileError. It is native where one of them prints the function
 * that its docstring names, or prints as on PostgreSQL, but for quotes and how values are typed. Else it is emulated;
 * or it is there in part, if only golden statements in which PostgreSQL does not print the word are printed. What it needs
 * are the capabilities in its type; of what is only used together with others, those that they need.
 *
 * test/conformance/value-cases.test.ts holds the page against cases of what each name means, which run on every database.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
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
    if (printed.length === 0) return uses.every(({ sql }) => isRefused(sql[i])) ? "refused" : "in part"
    const beside = printed.filter(({ sql }) => !isRefused(sql[1]))
    const same = ({ sql }) => bare(sql[i]) === bare(sql[1]) || own?.test(sql[i])
    return beside.length === 0 || beside.some(same) ? "native" : "emulated"
  })
}

/** What each layer provides. */
const provided = dialects.map((name) => new Set([...read(`src/driver/${name}/capability.ts`).matchAll(/\| "([^"]+)"/g)].map(([, found]) => found)))

/** A type by its name in a file, or in the one from which it comes there. */
const typeIn = (path, name) => {
  const source = read(path)
  const found = new RegExp(`^(?:export )?(?:type|interface) ${name}\\b[^]*?(?=^(?:/\\*\\*|export|const|type|interface|declare)|$(?![^]))`, "m").exec(source)
  if (found !== null) return [path, found[0]]
  const from = new RegExp(`import[^;]*?\\{[^}]*\\b${name}\\b[^}]*\\} from "(\\.[^"]+)\\.js"`).exec(source)
  return from === null ? undefined : typeIn(join(dirname(path), `${from[1]}.ts`), name)
}
/** These are of everything of their kind, whatever it needs. */
const general = new Set(["Expr", "AggregateExpr", "Of", "Query", "Table", "WindowOptions"])

const needsIn = (path, text, seen = new Set()) => {
  const own = [...text.matchAll(/<((?:"[^"]+"(?: \| )?)+)>/g)].flatMap(([, list]) => list.match(/[^"|]{2,}(?=")/g))
  const used = [...new Set(text.match(/\b[A-Z]\w+/g) ?? [])].filter((name) => !general.has(name) && !seen.has(name))
  for (const name of used) seen.add(name)
  const types = used.map((name) => typeIn(path, name)).filter((type) => type !== undefined)
  return new Set([...own.filter((one) => provided.some((all) => all.has(one))), ...types.flatMap(([file, type]) => [...needsIn(file, type, seen)])])
}

/** The capabilities in the type of an export. */
const needsOf = (path, name) => {
  const source = read(path)
  const found = new RegExp(`^export (?:const|function) ${name}\\b[^]*?(?=^(?:/\\*\\*|export|const|type|interface)|$(?![^]))`, "m").exec(source)
  return found === null ? new Set() : needsIn(path, found[0])
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
const rows = ["core", "expr"].flatMap((folder) =>
  [...read(`src/${folder}/index.ts`).matchAll(/^export \{([^}]*)\} from "\.\/(.+)\.js"/gm)].flatMap(([, list, from]) => {
    const [inside, file = inside] = from.split("/")
    const title = folder === "expr" ? titles.expr : (titles[inside] ?? titles.ddl)
    const names = from === "aggregate" ? ["count", ...list.match(/\w+/g)] : list.match(/\w+/g)
    return names.filter((x) => !others.has(x)).map((name) => {
      const words = wordsOf(`src/${folder}/${from}.ts`, name)
      const chapter = file.replaceAll("-", " ")
      return { title, chapter, name, words, needs: needsOf(`src/${folder}/${from}.ts`, name), cells: cellsOf(name, words) }
    })
  }),
)

/**
 * The capabilities that a name needs, or that every golden statement with it needs for something: those that are wherever
 * it is, and are missing somewhere where it is not.
 */
const marksOf = ({ cells, name, needs }) => {
  const isThere = cells.map((cell) => cell === "native" || cell === "emulated")
  const explains = (one) => isThere.every((there, i) => !there || provided[i].has(one)) && isThere.some((there, i) => !there && !provided[i].has(one))
  const beside = samples.filter(({ names }) => names.has(name)).map(({ names }) => new Set(rows.flatMap((row) => (names.has(row.name) ? [...row.needs] : []))))
  const own = [...needs].filter(explains)
  return own.length > 0 ? own : [...(beside[0] ?? [])].filter((one) => explains(one) && beside.every((all) => all.has(one)))
}

const tableOf = (title) => {
  const head = "| chapter | name | SQL | needs | SQLite | PostgreSQL | MariaDB | MySQL |\n|---|---|---|---|---|---|---|---|\n"
  const lines = rows.filter((row) => row.title === title).map((row) => {
    const needs = marksOf(row).map((one) => `\`${one}\``).join(", ")
    return `| ${[row.chapter, `\`${row.name}\``, row.words.replaceAll("|", "\\|"), needs, ...row.cells].join(" | ")} |`
  })
  return `## ${title}\n\n${head}${lines.toSorted().join("\n")}\n`
}

const tables = Object.values(titles).map(tableOf).join("\n")
const [begin, end] = ["<!-- by npm run vocabulary -->\n\n", "\n<!-- written by hand again -->"]
const page = read("docs/vocabulary.md")
const made = page.slice(0, page.indexOf(begin) + begin.length) + tables + page.slice(page.indexOf(end))
if (!process.argv.includes("--check")) writeFileSync(join(root, "docs/vocabulary.md"), made)
else if (made !== page) {
  console.error("docs/vocabulary.md is out of date: npm run vocabulary")
  process.exit(1)
}
