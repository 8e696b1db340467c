import { cpSync, existsSync, readdirSync, realpathSync, statSync } from "node:fs"
import { delimiter } from "node:path"
import { makeFolder, output } from "./children.js"

/** The folders of the PATH, and those where packages put servers that are not for a user's PATH. */
export const programFolders = (): ReadonlyArray<string> => [
  ...new Set(
    [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]
      .filter((folder) => folder !== "" && existsSync(folder))
      // /sbin is often a link to /usr/sbin: one refusal to report, not two.
      .map((folder) => realpathSync(folder)),
  ),
]

export const subfolders = (folder: string): ReadonlyArray<string> => (existsSync(folder) ? readdirSync(folder) : [])

export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** What `program --version` prints as the user who will run it, or why it does not. */
export const askVersion = (program: string, folder: string): { ok: boolean; text: string } =>
  output([program, "--version"], makeFolder(folder))

/**
 * A copy of a folder with programs: the unprivileged user can not enter a checkout below a home directory that is
 * closed to others.
 */
export const copyFor = (from: string, to: string): string => {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  return to
}
