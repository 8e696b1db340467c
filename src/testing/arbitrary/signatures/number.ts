import { integer } from "../../../codec/integer.js"
import { text } from "../../../codec/text.js"
import { alike, among, an, type Arg, call, type Chapter, type Draw, maybe, or, whole, within } from "../signature.js"

const numbers = ["integer", "bigint", "float", "decimal"] as const
const wholes = ["integer", "bigint"] as const
const fractions = ["float", "decimal"] as const

/** A divisor that is mostly small. */
const divisor = (self: "integer" | "bigint" | "float" | "decimal"): Arg =>
  (d: Draw) => (self === "bigint" ? [BigInt(d.int(1, 5))] : d.chance(2) && self === "integer" ? [d.int(-3, 5)] : or(self)(d))

const places = (d: Draw): ReadonlyArray<unknown> => [d.int(0, 3)]

export const numberSignatures: Chapter = [
  ...alike("add", numbers, (self) => [self, or(self)]),
  ...alike("sub", numbers, (self) => [self, or(self)]),
  ...alike("mul", numbers, (self) => [self, or(self)]),
  ...alike("div", numbers, (self) => [self, divisor(self)]),
  ...alike("mod", ["integer", "bigint", "decimal"], (self) => [self, divisor(self)]),
  ...alike("neg", numbers, (self) => [self]),
  ...alike("abs", numbers, (self) => [self]),
  ...numbers.map((self) => call("sign", "integer", [self])),
  ...alike("ceil", fractions, (self) => [self]),
  ...alike("floor", fractions, (self) => [self]),
  ...alike("round", fractions, (self) => [self, maybe(places)]),
  ...alike("trunc", fractions, (self) => [self, maybe(places)]),
  call("sqrt", "float", ["float"]),
  call("sqrt", "float", ["integer"]),
  call("power", "float", [whole(-20, 20), within(0, 4)]),
  call("power", "float", ["float", within(0, 2)]),
  call("exp", "float", [whole(-20, 20)]),
  call("ln", "float", ["float"]),
  call("log10", "float", ["float"]),
  call("log", "float", [among(2, 10), or("float")]),
  call("sin", "float", ["float"]),
  call("cos", "float", ["float"]),
  call("tan", "float", [whole(-9, 9)]),
  call("asin", "float", [whole(-1, 1)]),
  call("acos", "float", [whole(-1, 1)]),
  call("atan", "float", ["float"]),
  call("atan2", "float", ["float", or("float")]),
  call("degrees", "float", ["float"]),
  call("radians", "float", ["float"]),
  call("widthBucket", "integer", ["integer", among(0, -5), among(10, 100), within(1, 5)]),
  ...alike("bitAnd", wholes, (self) => [self, or(self)]),
  ...alike("bitOr", wholes, (self) => [self, or(self)]),
  ...alike("bitXor", wholes, (self) => [self, or(self)]),
  ...alike("bitNot", wholes, (self) => [self]),
  ...alike("shiftLeft", wholes, (self) => [self === "integer" ? whole(-100, 100) : self, within(0, 5)]),
  ...alike("shiftRight", wholes, (self) => [self, within(0, 40)]),
  call("toHex", "text", ["integer"]),
  call("cast", "integer", ["boolean", among(integer)]),
  call("cast", "text", [(d) => (d.chance(2) ? an("integer")(d) : an("bigint")(d)), among(text)]),
  call("random", "float", [], { determined: false }),
]
