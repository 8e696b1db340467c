import { ask, startHost } from "../test/servers/control.js"
import { type Kind, kinds, labels } from "../test/servers/kinds.js"

/** The urls of the servers that are there. */
export type Servers = Readonly<Partial<Record<Kind, string>>>

/** Starts throwaway servers as the tests do; the ones that cannot be had are named. */
export const startServers = async (wanted: ReadonlyArray<Kind> = kinds): Promise<{ readonly servers: Servers; readonly end: () => Promise<void> }> => {
  const host = await startHost()
  try {
    const started = await Promise.all(
      wanted.map(async (kind): Promise<readonly [Kind, string] | undefined> => {
        const { named, programs } = host.available[kind]
        if (named || !("missing" in programs)) return [kind, (await ask<{ url: string }>(host.control, { op: "shared", kind })).url]
        console.error(`${labels[kind]} is left out: ${programs.missing}`)
        return undefined
      }),
    )
    return { servers: Object.fromEntries(started.filter((pair) => pair !== undefined)), end: host.end }
  } catch (error) {
    await host.end()
    throw error
  }
}
