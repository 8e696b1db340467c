import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Availabilities, Kind } from "./kinds.js"

/** What the tests ask of host.ts. */
export type Request =
  | { readonly op: "shared"; readonly kind: Kind }
  | { readonly op: "own"; readonly kind: Kind; readonly args: ReadonlyArray<string> }
  | { readonly op: "start" | "stop" | "crash" | "pause" | "resume" | "remove"; readonly id: string }
  | { readonly op: "kill9"; readonly id: string; readonly pid: number }

export interface Host {
  /** The address that takes requests. */
  readonly control: string
  readonly available: Availabilities
}

export const ask = async <A>(control: string, request: Request): Promise<A> => {
  const response = await fetch(control, { method: "POST", body: JSON.stringify(request) })
  const body = (await response.json()) as A & { readonly error?: string }
  if (!response.ok) throw new Error(body.error)
  return body
}

/** Starts the process that owns the servers; it starts a server when the first test asks for it. */
export const startHost = async (): Promise<Host & { readonly end: () => Promise<void> }> => {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("host.ts", import.meta.url))], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["pipe", "pipe", "inherit"],
    // A session of its own: Ctrl-C must reach the tests first, and the servers through them.
    detached: true,
  })
  const exited = once(child, "exit")
  const line = once(createInterface(child.stdout), "line")
  const first = await Promise.race([line, exited.then(([code]) => new Error(`the servers' host ended with ${code}`))])
  if (first instanceof Error) throw first
  const host = JSON.parse(String(first[0])) as Host
  return {
    ...host,
    end: async () => {
      child.stdin.end()
      await exited
    },
  }
}
