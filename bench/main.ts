/**
 * `npm run bench`: measures everything and writes docs/benchmarks.md. `npm run bench -- compile point` runs some workloads and
 * only prints; `npm run bench -- smoke` shows that each runs and that all contenders give the same rows; with `busy` contenders
 * that never wait are measured by the time of the processor, for a machine that does other things too.
 */
import { startServers } from "./servers.js"
import { runAll } from "./bench.js"
import { heldTo } from "./budgets.js"
import { type Effort, fullEffort, smokeEffort } from "./measure.js"
import { writePage } from "./page.js"
import { workloads } from "./workloads/index.js"

// pg reads a day as a moment of this zone.
process.env["TZ"] = "UTC"

const words = process.argv.slice(2)
const smoke = words.includes("smoke")
const effort: Effort = smoke ? smokeEffort : { ...fullEffort, clock: words.includes("busy") ? "processor" : "wall" }
const names = words.filter((word) => word !== "smoke" && word !== "busy")
const unknown = names.filter((name) => !workloads.some((workload) => workload.name === name))
if (unknown.length > 0) {
  console.error(`No workload ${unknown.join(", ")}. There are: ${workloads.map(({ name }) => name).join(", ")}; and smoke, busy.`)
  process.exit(2)
}
if (globalThis.gc === undefined) {
  console.error("Run me by `npm run bench`: I need node --expose-gc.")
  process.exit(2)
}

const { servers, end } = await startServers()
try {
  const chosen = names.length === 0 ? workloads : workloads.filter(({ name }) => names.includes(name))
  const print = (text: string): void => console.log(`${text}${smoke ? "" : "\n"}`)
  const findings = await runAll(chosen, { smoke, effort, servers, print })
  if (!smoke) {
    const { table, missed } = heldTo(findings)
    console.log(table)
    for (const what of missed) console.error(`Budget missed: ${what}`)
    if (names.length === 0) writePage(findings)
  }
} finally {
  await end()
}
