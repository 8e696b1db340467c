/** `npm run servers`: starts what there is, prints the urls, and stops it all on Ctrl-C. */
import { ask, startHost } from "./control.js"
import { kinds, urlVariables } from "./kinds.js"
import { skippedLines } from "./report.js"

const host = await startHost()
const asked = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve())
})

const start = async (): Promise<void> => {
  for (const line of skippedLines(host.available)) console.error(line)
  const there = kinds.filter((kind) => host.available[kind].named || !("missing" in host.available[kind].programs))
  await Promise.all(
    there.map(async (kind) => {
      const { url } = await ask<{ url: string }>(host.control, { op: "shared", kind })
      console.log(`export ${urlVariables[kind]}=${url}`)
    }),
  )
  console.error("servers: ready; Ctrl-C stops them")
}

await Promise.race([start().then(() => asked), asked]).finally(() => host.end())
