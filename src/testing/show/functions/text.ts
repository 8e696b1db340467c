import { alike, type Chapter, flagged, withDefault } from "./spelling.js"

export const text: Chapter = {
  ...alike("lower", "upper", "trim", "trimStart", "trimEnd", "replace", "position", "left", "right", "splitPart", "overlay"),
  ...alike("repeat", "reverse", "ascii", "chr", "octetLength", "concatWs", "md5", "sha256"),
  // Of an array it is how many items there are.
  length: ({ args }) => [
    ["length", ...args],
    ["cardinality", ...args],
  ],
  replaceBy: "replace",
  substring: "substring",
  substringFrom: "substring",
  overlayFor: "overlay",
  padStart: withDefault("padStart"),
  padEnd: withDefault("padEnd"),
  regexpMatches: flagged("regexpMatches"),
  regexpReplace: flagged("regexpReplace"),
  regexpSubstr: flagged("regexpSubstr"),
  regexpCount: flagged("regexpCount"),
  regexpInstr: flagged("regexpInstr"),
  // What a rule on a column asks.
  regexp: "regexpMatches",
}
