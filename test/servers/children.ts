import { spawn, spawnSync } from "node:child_process"
import type { ChildProcess, StdioOptions } from "node:child_process"
import { chownSync, mkdirSync } from "node:fs"
import { descendants } from "./descendants.js"
import type { Command } from "./engine.js"

/** Database servers refuse to run as root, and nobody owns nothing, so that is who they are then. */
const nobody = { uid: 65534, gid: 65534 }

const ids: { readonly uid?: number; readonly gid?: number } = process.getuid?.() === 0 ? nobody : {}

/** Makes a folder that the servers may write to and others may not read. */
export const makeFolder = (folder: string): string => {
  mkdirSync(folder, { mode: 0o700, recursive: true })
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(folder, ids.uid, ids.gid)
  return folder
}

/** Nothing of the user's own settings may reach a throwaway server; sbin is where Debian keeps servers. */
const options = (folder: string) => ({
  ...ids,
  cwd: folder,
  env: { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin`, HOME: folder, LC_ALL: "C", TZ: "UTC" },
})

/** Runs a program to its end and hands back what it printed. */
export const output = ([program, ...args]: Command, folder: string): { ok: boolean; text: string } => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...options(folder), encoding: "utf8" })
  return { ok: status === 0, text: error?.message ?? `${stdout}${stderr}`.trim() }
}

const running = new Set<ChildProcess>()
let closed = false

/** Starts a program. It is remembered until it ends, so that killAll finds it wherever its starter was interrupted. */
export const start = ([program, ...args]: Command, folder: string, stdio: StdioOptions): ChildProcess => {
  if (closed) throw new Error(`${program} was not started: the servers are being stopped`)
  const child = spawn(program, args, { ...options(folder), stdio })
  running.add(child)
  child.once("exit", () => running.delete(child))
  child.once("error", () => running.delete(child))
  return child
}

export const ended = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined

export const whenEnded = (child: ChildProcess): Promise<void> =>
  ended(child) ? Promise.resolve() : new Promise((resolve) => child.once("exit", () => resolve()))

/** From here on nothing starts: one who is still preparing a server must not leave it behind. */
export const close = (): void => {
  closed = true
}

/** Kills what was started, and what that started: mariadb-install-db is a script that runs a server. */
export const killAll = async (): Promise<void> => {
  const all = [...running]
  const below = all.flatMap(({ pid }) => (pid === undefined ? [] : descendants(pid)))
  for (const child of all) child.kill("SIGKILL")
  for (const pid of below) {
    try {
      process.kill(pid, "SIGKILL")
    } catch {
      // It has ended by itself.
    }
  }
  await Promise.all(all.map(whenEnded))
}

/** Runs a program to its end without holding up the others. */
export const run = (command: Command, folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = start(command, folder, ["ignore", "pipe", "pipe"])
    let text = ""
    child.stdout?.on("data", (chunk) => (text += chunk))
    child.stderr?.on("data", (chunk) => (text += chunk))
    child.once("error", reject)
    child.once("close", (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command[0]} ended with ${code ?? signal}:\n${text.slice(-4000)}`)),
    )
  })
