/**
 * Packs the built library, checks what is in the package, and uses it as a stranger would: unpacked into a folder outside
 * the sources, each entry of `exports` is imported by plain Node and its declarations are compiled. Run after a build.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const cache = join(root, ".cache", "package")
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
const problems = []

const run = (command, args, cwd = root) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 })
  if (status !== 0) problems.push(`${command} ${args.join(" ")} failed:\n${error?.message ?? ""}${stdout}${stderr}`)
  return { ok: status === 0, stdout }
}

const finish = (summary) => {
  for (const problem of problems) console.error(problem)
  console.log(problems.length === 0 ? summary : `${problems.length} problems with the package`)
  process.exit(problems.length > 0 ? 1 : 0)
}

if (!existsSync(join(root, "dist"))) {
  problems.push("dist/ is missing: run `npm run build` first.")
  finish()
}
rmSync(cache, { recursive: true, force: true })
const unpacked = join(cache, "node_modules", manifest.name)
mkdirSync(unpacked, { recursive: true })

const npm = process.env.npm_execpath
const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", cache]
const packed = npm === undefined ? run("npm", pack) : run(process.execPath, [npm, ...pack])
if (!packed.ok) finish()
// One object in an array, or since npm 12 in a record by package name.
const [report] = Object.values(JSON.parse(packed.stdout))
const paths = report.files.map((file) => file.path)

const targets = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)))
for (const wanted of ["LICENSE", ...manifest.files, ...targets]) {
  const path = wanted.replace(/^\.\//, "")
  if (!paths.some((found) => found === path || found.startsWith(`${path}/`))) problems.push(`not in the package: ${path}`)
}
const allowed = new RegExp(`^(package\\.json|LICENSE|(${manifest.files.join("|").replaceAll(".", "\\.")})(/.*)?)$`)
const stray = /\.(test|spec)\.|\.tsbuildinfo$|\.sqlite|(^|\/)(test|node_modules)\//
for (const path of paths) {
  if (!allowed.test(path) || stray.test(path)) problems.push(`should not be in the package: ${path}`)
}

run("tar", ["-xzf", join(cache, report.filename), "-C", unpacked, "--strip-components=1"])
const entries = Object.keys(manifest.exports)
  .filter((key) => !key.endsWith(".json"))
  .map((key) => manifest.name + key.slice(1))
writeFileSync(join(cache, "package.json"), JSON.stringify({ type: "module" }))
writeFileSync(
  join(cache, "use.mjs"),
  entries
    .map((entry) => `if (Object.keys(await import("${entry}")).length === 0) throw new Error("${entry} exports nothing")`)
    .join("\n"),
)
writeFileSync(
  join(cache, "use.ts"),
  entries.map((entry, i) => `import * as entry${i} from "${entry}"\nexport const used${i}: object = entry${i}`).join("\n"),
)
// Only the declarations of the package are under test here, but all of them: skipLibCheck would pass over every one.
writeFileSync(
  join(cache, "tsconfig.json"),
  JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions: { paths: {}, skipLibCheck: false }, include: ["use.ts"] }),
)
if (problems.length === 0) {
  run(process.execPath, ["use.mjs"], cache)
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  const { stdout } = spawnSync(process.execPath, [tsc, "--noEmit", "--pretty", "false", "-p", cache], { encoding: "utf8" })
  const ours = stdout.split("\n").filter((line) => /error TS/.test(line) && /(^|\/)use\.ts|node_modules\/fulmar\//.test(line))
  if (ours.length > 0) problems.push(`the declarations do not compile for a user:\n${ours.join("\n")}`)
}

/** The command line, as the package brings it: it makes a migration, applies SQL and TypeScript, and asks the database. */
const command = (...args) => run(process.execPath, [join(unpacked, manifest.bin.fulmar), ...args], cache).stdout
if (problems.length === 0) {
  if (!readFileSync(join(unpacked, manifest.bin.fulmar), "utf8").startsWith("#!/usr/bin/env node")) problems.push("the bin has no #!")
  writeFileSync(
    join(cache, "fulmar.config.ts"),
    `import { defineConfig } from "fulmar/cli"\nexport default defineConfig({ url: "sqlite:shop.db", tables: "tables.ts" })\n`,
  )
  if (!/_first\.down\.sql/.test(command("migrate", "new", "first"))) problems.push("fulmar migrate new has made no file")
  writeFileSync(join(cache, "migrations", "1_cake.up.sql"), "create table cake (name text);")
  writeFileSync(
    join(cache, "migrations", "2_rows.ts"),
    `import { migration } from "fulmar/migrate"\nexport default migration({ up: "insert into cake values ('Opera')" as string })\n`,
  )
  command("migrate", "up")
  // A module of tables must not get a copy of the library of its own.
  writeFileSync(
    join(cache, "tables.ts"),
    `import { defaultTo, integer, table } from "fulmar"\nexport const Order = table("order", { layers: integer.pipe(defaultTo(1 as number)) })\n`,
  )
  if (!/"layers" integer not null default \(1\)/.test(command("diff"))) problems.push("fulmar diff does not print the tables of a module")
  if (!/"Opera"/.test(command("sql", "select name from cake", "--format", "json"))) problems.push("fulmar migrate up and sql do not work")
}
if (problems.length === 0) rmSync(cache, { recursive: true, force: true })
finish(
  `${paths.length} files, ${Math.round(report.size / 1024)} KiB packed, ${Math.round(report.unpackedSize / 1024)} KiB unpacked; ` +
    `imported and compiled: ${entries.join(", ")}`,
)
