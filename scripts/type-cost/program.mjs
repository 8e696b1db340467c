import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../..", import.meta.url))

export const range = (length) => Array.from({ length }, (_, i) => i)

/** The columns of each table of the schemas, as they are called. */
export const columns = ["id", "name", "title", "note", "price", "stock", "weight", "rank", "parentId", "ownerId"]

/** How many tables the queries are about, however large the schema is. */
export const inUse = 20

/** The three tables of the query of that number. */
export const three = (i) => {
  const stride = 1 + Math.floor(i / inUse)
  return [i, i + stride, i + 7 + 2 * stride].map((n) => n % inUse)
}

/** Writes a program, compiles it, and gives what the compiler says of it. */
export const compileProgram = (folder, files) => {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["*.ts"] }))
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "--extendedDiagnostics", "--pretty", "false", "-p", folder],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  )
  const figure = (name) => new RegExp(`^${name}:\\s+([\\d,.]+)`, "m").exec(stdout)?.[1]?.replaceAll(",", "")
  const instantiations = figure("Instantiations")
  return {
    errors: stdout.split("\n").filter((line) => line.includes("error TS")),
    output: stdout + stderr,
    instantiations: instantiations === undefined ? undefined : Number(instantiations),
    /** In seconds. */
    checkTime: Number(figure("Check time")),
  }
}
