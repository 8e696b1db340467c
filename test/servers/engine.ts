import type { Kind } from "./kinds.js"

export type Command = readonly [program: string, ...args: ReadonlyArray<string>]

/** Programs that were seen to run on this machine. */
export interface Programs {
  readonly version: string
  /** The path of each program by its usual name. */
  readonly paths: Readonly<Record<string, string>>
  /** What to tell the reader about where they come from. */
  readonly from: string
}

export type Found = Programs | { readonly missing: string }

/** What differs between the servers. Everything else about starting and stopping them is in server.ts. */
export interface Engine {
  readonly kind: Kind
  /** Looks for the programs. `folder` is for copies of those that the unprivileged user can not reach. */
  readonly find: (folder: string) => Found
  /** Fills `folder`/data. */
  readonly init: (programs: Programs, folder: string) => Command
  readonly serve: (programs: Programs, folder: string, port: number) => Command
  readonly url: (port: number) => string
  /** Asks the server to end at once but properly, without waiting for its clients. */
  readonly stop: NodeJS.Signals
  /** Ends a server whose data nobody will read again. */
  readonly discard: NodeJS.Signals
}
