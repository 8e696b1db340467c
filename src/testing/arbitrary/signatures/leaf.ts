import { kinds } from "../kind.js"
import { type Chapter, special, words } from "../signature.js"

/** What needs no arguments that are drawn. */
export const leafSignatures: Chapter = [
  special("literal", ["boolean", "text", "float", "bytes", "timestamptz"], (d, kind) => words.literal(d.value(kind))),
  special("value", (kind) => kind !== kinds.json, (d, kind) => words.value({ spec: { type: kind.type } }, d.value(kind))),
  special("nullOf", () => true, (_, kind) => words.nullOf({ spec: { type: kind.type } })),
  special("pi", "float", () => words.pi as never),
  special("param", (kind) => kind !== kinds.json, (d, kind) =>
    d.parameters ? words.param(d.name("p"), { spec: { type: kind.type } }) : null),
  ...(["nextValue", "currentValue"] as const).map((name) =>
    special(name, ["integer", "bigint"], (d) => (d.sequences.length === 0 ? null : words[name](d.pick(d.sequences))), { needs: "sequences" }),
  ),
  special("collate", "text", (d) => (d.collations.length === 0 ? null : words.collate(d.expr(kinds.text), d.pick(d.collations)))),
]
