import type { TestProject } from "vitest/node"
import { startHost } from "./control.js"
import type { Host } from "./control.js"
import { skippedLines, usedLines } from "./report.js"

declare module "vitest" {
  interface ProvidedContext {
    readonly servers: Host
  }
}

/** Runs once, and only when a file of the project `servers` is among those to be run. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { end, ...host } = await startHost()
  project.provide("servers", host)
  const skipped = skippedLines(host.available)
  for (const line of [...usedLines(host.available), ...skipped]) console.log(line)
  return async () => {
    await end()
    for (const line of skipped) console.log(line)
  }
}
