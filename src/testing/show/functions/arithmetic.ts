import { alike, type Chapter } from "./spelling.js"

export const arithmetic: Chapter = {
  ...alike("abs", "ceil", "floor", "round", "trunc", "sqrt", "sign", "power", "exp", "ln", "log10", "bitXor", "toHex"),
  ...alike("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "random", "newUuid"),
  roundTo: "round",
  truncTo: "trunc",
}
