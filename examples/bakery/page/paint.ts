import { styleText } from "node:util"

/** Colours, where standard output can show them: Node looks for a terminal, and for NO_COLOR. */
const paint =
  (style: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(style, text, { stream: process.stdout })

export const bold = paint("bold")
export const dim = paint("dim")
export const cyan = paint("cyan")
