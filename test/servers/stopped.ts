import { existsSync, readdirSync, readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

/** Is every thread of the process held? A signal that holds a process reaches its threads one by one. */
const isHeld = (pid: number): boolean => {
  try {
    return readdirSync(`/proc/${pid}/task`).every((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, "latin1")
      return /^[Tt]/.test(stat.replace(/^.*\) /s, ""))
    })
  } catch {
    // It has ended meanwhile.
    return true
  }
}

/** Waits until the processes that were sent SIGSTOP do nothing any more. */
export const whenHeld = async (pids: ReadonlyArray<number>): Promise<void> => {
  if (!existsSync("/proc/self/task")) {
    await sleep(100)
    return
  }
  for (let tries = 0; tries < 500 && !pids.every(isHeld); tries++) {
    await sleep(10)
  }
}
