/** The command line as a function: its output, and the code it ends with. */
import { Effect } from "effect"
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll } from "vitest"
import { runCli } from "../../src/cli/program.js"
import { makeSecrets } from "../../src/cli/secrets.js"
import type { TerminalService } from "../../src/cli/terminal.js"

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in a folder. */
export const cli = async (folder: string, args: ReadonlyArray<string>, options: Partial<TerminalService> & { readonly stdin?: string; readonly answer?: string } = {}): Promise<Ran> => {
  let out = ""
  let err = ""
  const secrets = makeSecrets()
  const { answer, stdin = "", ...rest } = options
  const code = await Effect.runPromise(
    runCli(args, "1.2.3", {
      cwd: folder,
      env: {},
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      readAll: Effect.succeed(stdin),
      ask: answer === undefined ? null : (question) => Effect.sync(() => ((err += question), answer)),
      watched: false,
      colours: false,
      hide: secrets.hide,
      addSecret: secrets.add,
      ...rest,
    }),
  )
  return { code, out, err }
}

const folders: Array<string> = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new folder with files. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "fulmar-cli-"))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
