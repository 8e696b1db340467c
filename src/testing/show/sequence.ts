import type { Sequence } from "../../core/sequence.js"
import { code, type Code } from "./code.js"
import { dataDoc } from "./data.js"
import { callDoc } from "./vocabulary.js"

/** A sequence, with what is not as it is by itself. */
export const sequenceCode = (sequence: Sequence): Code => {
  const { increment, name, schema, start } = sequence
  const options = {
    ...(schema === null ? {} : { schema }),
    ...(start === 1n ? {} : { start }),
    ...(increment === 1n ? {} : { increment }),
  }
  const said = Object.keys(options).length === 0 ? [] : [dataDoc(options)]
  return code(callDoc("sequence", JSON.stringify(name), ...said), sequence)
}
