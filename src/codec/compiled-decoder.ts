import { Option } from "effect"
import type { LeafShape, Shape } from "../core/shape.js"
import { FAIL, leafFunction, listFunction, maybeFunction, type RowFunction } from "./row-function.js"

/** The body of a row function while it is written: its statements, and the functions they call as `$[0]`, `$[1]` … */
interface Program {
  readonly statements: Array<string>
  readonly functions: Array<unknown>
  variables: number
}

const emit = (program: Program, ...statements: ReadonlyArray<string>): void => {
  program.statements.push(...statements)
}

const variable = (program: Program): string => `v${program.variables++}`

/** Makes a function known to the program, and returns its name there. */
const link = (program: Program, fn: unknown): string => `f${program.functions.push(fn) - 1}`

/** In a string of source, and never the special form `{ __proto__: x }` that sets the prototype. */
const property = (key: string): string => (key === "__proto__" ? '["__proto__"]' : JSON.stringify(key))

const leafSource = (program: Program, leaf: LeafShape): string => {
  const v = variable(program)
  const slow = link(program, leafFunction(leaf))
  const { inline } = leaf.type
  const call = `if ((${v} = ${slow}(${v})) === FAIL) return FAIL`
  const decoded = inline?.decoded(v)
  const decode =
    inline === null || decoded === undefined
      ? call
      : decoded === v
        ? `if (!(${inline.accepts(v)})) { ${call} }`
        : `if (${inline.accepts(v)}) ${v} = ${decoded}; else { ${call} }`
  emit(program, `let ${v} = row[${leaf.index}]`)
  if (leaf.option) emit(program, `if (${v} === null) ${v} = none; else { ${decode}; ${v} = some(${v}) }`)
  else emit(program, leaf.nullable ? `if (${v} !== null) { ${decode} }` : decode)
  return v
}

/** Emits the statements that decode a shape from `row`, and returns the source of its value. */
const source = (program: Program, shape: Shape): string => {
  switch (shape._tag) {
    case "Leaf":
      return leafSource(program, shape)
    case "Record":
      return `{ ${shape.fields.map(([key, field]) => `${property(key)}: ${source(program, field)}`).join(", ")} }`
    case "Optional": {
      const v = variable(program)
      emit(program, `let ${v} = null`, `if (row[${shape.index}] !== null && row[${shape.index}] !== undefined) {`)
      emit(program, `${v} = ${source(program, shape.shape)}`, "}")
      return v
    }
    case "List":
      return nestedSource(program, shape.index, listFunction(compiledDecoder(shape.row)))
    case "Maybe":
      return nestedSource(program, shape.index, maybeFunction(compiledDecoder(shape.row)))
  }
}

const nestedSource = (program: Program, index: number, decode: (wire: unknown) => unknown): string => {
  const v = variable(program)
  emit(program, `const ${v} = ${link(program, decode)}(row[${index}])`, `if (${v} === FAIL) return FAIL`)
  return v
}

/**
 * A row function compiled from source, with the tests of common wire forms in line. Throws where compiling source is
 * forbidden.
 */
export const compiledDecoder = (shape: Shape): RowFunction => {
  const program: Program = { statements: [], functions: [], variables: 0 }
  const value = source(program, shape)
  const links = program.functions.map((_, i) => `const f${i} = functions[${i}]`)
  const body = [
    '"use strict"',
    ...links,
    "return function decodeRow(row) {",
    ...program.statements,
    `return ${value.startsWith("{") ? `(${value})` : value}`,
    "}",
  ].join("\n")
  const build = new Function("FAIL", "none", "some", "functions", body)
  return build(FAIL, Option.none(), Option.some, program.functions) as RowFunction
}
