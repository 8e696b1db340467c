import type { CreateSequenceNode, DropSequenceNode } from "../ddl-node.js"
import type { Dialect } from "../dialect.js"
import type { SequenceNode } from "../expr-node.js"
import type { Sequence } from "../sequence.js"
import { type Printer, refuse } from "./printer.js"

type Sequences = Exclude<Dialect["sequences"], null>

const withSequences = (p: Printer, print: (sequences: Sequences) => string): void => {
  const { name, sequences } = p.dialect
  if (sequences === null) {
    return refuse(p, `${name} has no sequences`, "use a column with autoIncrement")
  }
  p.sql += print(sequences)
}

const nameOf = (p: Printer, { name, schema }: Sequence): string =>
  (schema === null ? [name] : [schema, name]).map(p.dialect.quote).join(".")

/** Prints the next number of a sequence, or the one that was given last. */
export const printSequence = (p: Printer, e: SequenceNode): void =>
  withSequences(p, (sequences) => sequences[e.which](nameOf(p, e.sequence)))

export const printCreateSequence = (p: Printer, { ifNotExists, sequence }: CreateSequenceNode): void =>
  withSequences(
    p,
    () =>
      `create sequence ${ifNotExists ? "if not exists " : ""}${nameOf(p, sequence)} ` +
      `start with ${sequence.start} increment by ${sequence.increment}`,
  )

export const printDropSequence = (p: Printer, { ifExists, sequence }: DropSequenceNode): void =>
  withSequences(p, () => `drop sequence ${ifExists ? "if exists " : ""}${nameOf(p, sequence)}`)
