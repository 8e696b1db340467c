import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, readdirSync } from "node:fs"

/** The number of each process and of its parent. */
const table = (): ReadonlyArray<readonly [pid: number, parent: number]> => {
  if (!existsSync("/proc/self/stat")) {
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    return stdout.trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The program's name, in parentheses, may itself hold spaces and parentheses.
        const stat = readFileSync(`/proc/${name}/stat`, "latin1").replace(/^.*\) /s, "").split(" ")
        return [[Number(name), Number(stat[1])] as const]
      } catch {
        return []
      }
    })
}

/**
 * The processes below this one. PostgreSQL has one for each connection, and each leads a session of its own, so that no
 * signal to a group reaches them all.
 */
export const descendants = (root: number): ReadonlyArray<number> => {
  const all = table()
  const below = (pid: number): ReadonlyArray<number> =>
    all.filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)])
  return below(root)
}
