/**
 * Checks the rules of .dependency-cruiser.mjs on src/.
 *
 * dependency-cruiser reads JavaScript only here: it has no parser for the TypeScript of version 7. So src/ is compiled,
 * without checking, into a temporary folder, twice: once as it is, where only the imports of run time are left, for the
 * cycles; and once with each `import type` turned into `import`, where every import is left, for the directions.
 */
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { cruise } from "dependency-cruiser"
import { cycles, directions } from "../.dependency-cruiser.mjs"

const root = fileURLToPath(new URL("..", import.meta.url))
const cache = join(root, ".cache", "imports")
const source = join(root, "src")

const tsFiles = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))

/** `import type { A }`, `import type * as a`, `import type A from` and the same with `export`, but not `export type A =`. */
const typeImport = /^(\s*(?:import|export)) type (?=[{*]|\w+ from\b)/gm

const compile = (name, rewrite) => {
  const base = join(cache, name)
  const input = join(base, "ts", "src")
  mkdirSync(join(base, "ts"), { recursive: true })
  cpSync(source, input, { recursive: true })
  for (const file of tsFiles(input)) writeFileSync(file, rewrite(readFileSync(file, "utf8")))
  writeFileSync(
    join(base, "tsconfig.json"),
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: {
        noEmit: false,
        noCheck: true,
        declaration: false,
        sourceMap: false,
        rootDir: "ts",
        outDir: "js",
      },
      include: ["ts"],
    }),
  )
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", base],
    { encoding: "utf8" },
  )
  if (status !== 0) {
    console.log(stdout)
    process.exit(status ?? 1)
  }
  return join(base, "js")
}

const check = async (baseDir, forbidden, what) => {
  const { output, exitCode } = await cruise(["src"], {
    baseDir,
    outputType: "err-long",
    validate: true,
    ruleSet: { forbidden },
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^node:" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  })
  console.log(`${what}:${output.replaceAll(/\bsrc\/(\S+?)\.js\b/g, "src/$1.ts")}`)
  return exitCode
}

if (!existsSync(source) || tsFiles(source).length === 0) {
  console.log("src/ holds no TypeScript yet: 0 modules.")
  process.exit(0)
}
rmSync(cache, { recursive: true, force: true })
const written = compile("written", (text) => text.replaceAll(typeImport, "$1 "))
const running = compile("running", (text) => text)
const violations =
  (await check(written, directions, "directions, imports of types included")) +
  (await check(running, cycles, "cycles, imports of run time only"))
rmSync(cache, { recursive: true, force: true })
process.exit(violations > 0 ? 1 : 0)
