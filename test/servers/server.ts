import type { ChildProcess } from "node:child_process"
import { closeSync, openSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { ended, makeFolder, run, start as startChild, whenEnded } from "./children.js"
import { descendants } from "./descendants.js"
import type { Engine, Programs } from "./engine.js"
import { withPlain } from "./plain.js"
import { freePort } from "./port.js"
import { whenHeld } from "./stopped.js"

/** A server that was started here, and can be treated badly. */
export interface Server {
  readonly url: string
  /** Starts it on the port it had; nothing happens when it runs. */
  readonly start: () => Promise<void>
  /** Asks it to end, properly. */
  readonly stop: () => Promise<void>
  /** Ends all its processes as a loss of power would. */
  readonly crash: () => Promise<void>
  /** Holds all its processes: the machine that hangs. */
  readonly pause: () => Promise<void>
  readonly resume: () => void
  /** Kills one of its processes: in PostgreSQL, that of one connection. */
  readonly kill9: (pid: number) => void
  /** Ends it and removes its data. */
  readonly remove: () => Promise<void>
}

const patience = 60_000

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}

const awaitReady = async (child: ChildProcess, url: string, log: string): Promise<void> => {
  const end = Date.now() + patience
  for (let reason: unknown; ; await sleep(20)) {
    const late = Date.now() > end ? `does not answer (${String(reason)})` : undefined
    const problem = ended(child) ? "ended at once" : late
    if (problem !== undefined) {
      child.kill("SIGKILL")
      throw new Error(`${child.spawnfile} ${problem}. Its log:\n${readFileSync(log, "utf8").slice(-4000)}`)
    }
    try {
      await withPlain(url, (plain) => plain.query("select 1"))
      return
    } catch (error) {
      reason = error
    }
  }
}

/** Makes a server in `folder` out of prepared data, and starts it. */
export const makeServer = async (
  engine: Engine,
  programs: Programs,
  prepared: string,
  folder: string,
  extra: ReadonlyArray<string> = [],
): Promise<Server> => {
  makeFolder(folder)
  await run(["cp", "-R", "-p", join(prepared, "data"), join(folder, "data")], folder)
  const log = join(folder, "log")
  let child: ChildProcess | undefined
  const pid = () => (child === undefined || ended(child) ? undefined : child.pid)
  const all = () => [pid()].flatMap((root) => (root === undefined ? [] : [root, ...descendants(root)]))

  const launch = async (port: number): Promise<void> => {
    const output = openSync(log, "a")
    child = startChild([...engine.serve(programs, folder, port), ...extra], folder, ["ignore", output, output])
    child.on("error", () => {})
    closeSync(output)
    await awaitReady(child, engine.url(port), log)
  }

  const launchSomewhere = async (tries: number): Promise<number> => {
    const port = await freePort()
    try {
      await launch(port)
      return port
    } catch (error) {
      if (tries > 1 && /address already in use/i.test(String(error))) return launchSomewhere(tries - 1)
      throw error
    }
  }

  const endWith = async (name: NodeJS.Signals): Promise<void> => {
    if (child === undefined || ended(child)) return
    resume()
    child.kill(name)
    const timer = setTimeout(() => child?.kill("SIGKILL"), patience / 2)
    await whenEnded(child)
    clearTimeout(timer)
  }

  // The parent first when pausing, that it starts no more; last when resuming, that it sees no child stand still.
  const pause = async (): Promise<void> => {
    const held = all()
    held.forEach((one) => signal(one, "SIGSTOP"))
    await whenHeld(held)
  }
  const resume = () => all().toReversed().forEach((one) => signal(one, "SIGCONT"))

  const port = await launchSomewhere(3)
  return {
    url: engine.url(port),
    start: async () => (pid() === undefined ? launch(port) : undefined),
    stop: () => endWith(engine.stop),
    crash: async () => {
      for (const one of all()) signal(one, "SIGKILL")
      if (child !== undefined) await whenEnded(child)
    },
    pause,
    resume,
    kill9: (victim) => {
      if (!all().includes(victim)) throw new Error(`process ${victim} is not one of this server`)
      signal(victim, "SIGKILL")
    },
    remove: async () => {
      await endWith(engine.discard)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
