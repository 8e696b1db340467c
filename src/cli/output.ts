import { Effect } from "effect"
import { CliTerminal } from "./terminal.js"

const codes = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const

/** A text in a colour, where there are colours. */
export type Paint = (colour: keyof typeof codes, text: string) => string

/** Prints what was asked for, as it is. */
export const printRaw = (text: string): Effect.Effect<void, never, CliTerminal> =>
  Effect.map(CliTerminal, ({ out }) => out(`${text}\n`))

/** Prints what was asked for. */
export const print = (line: (paint: Paint) => string): Effect.Effect<void, never, CliTerminal> =>
  Effect.map(CliTerminal, ({ colours, hide, out }) => out(`${hide(line(painter(colours)))}\n`))

/** Says something beside it. */
export const say = (line: (paint: Paint) => string): Effect.Effect<void, never, CliTerminal> =>
  Effect.map(CliTerminal, ({ colours, err, hide }) => err(`${hide(line(painter(colours)))}\n`))

/** Where somebody watches, shows a line until the next one is shown. */
export const showProgress = (text: string): Effect.Effect<void, never, CliTerminal> =>
  Effect.map(CliTerminal, ({ err, hide, watched }) => {
    if (watched) err(`\r\u001B[2K${hide(text)}`)
  })

const painter =
  (colours: boolean): Paint =>
  (colour, text) =>
    colours ? `\u001B[${codes[colour]}m${text}\u001B[0m` : text
