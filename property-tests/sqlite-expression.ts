/**
 * A parser of SQLite's expressions, as its manual orders the operators (https://sqlite.org/lang_expr.html, "Operators, and
 * Parse-Affecting Attributes"), from the tightest:
 *
 *     ~ + - (prefix)
 *     ||
 *     * / %
 *     + -
 *     & | << >>
 *     ESCAPE
 *     < > <= >=
 *     = == <> != IS [NOT], [NOT] BETWEEN … AND, [NOT] IN, [NOT] LIKE, ISNULL
 *     NOT (prefix)
 *     AND
 *     OR
 *
 * Infix operators group to the left. Written only for the tests, with no look at the printer.
 */
export type Parsed =
  | { readonly tag: "leaf"; readonly text: string }
  | { readonly tag: "node"; readonly operator: string; readonly operands: ReadonlyArray<Parsed> }

const node = (operator: string, ...operands: ReadonlyArray<Parsed>): Parsed => ({ tag: "node", operator, operands })

const powers: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  // Prefix NOT has 3.
  "=": 4,
  "<>": 4,
  is: 4,
  between: 4,
  in: 4,
  like: 4,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  // ESCAPE has 6.
  "&": 7,
  "|": 7,
  "<<": 7,
  ">>": 7,
  "+": 8,
  "-": 8,
  "*": 9,
  "/": 9,
  "%": 9,
  "||": 10,
}
const NOT = 3
const PREFIX = 11
const ESCAPE = 6

const token = /\s*("(?:[^"]|"")*"(?:\."(?:[^"]|"")*")*|'(?:[^']|'')*'|\d+(?:\.\d+)?|\?|\|\||<<|>>|<>|<=|>=|--|[-+*/%&|~<>=(),]|[a-z_]+)/gy

const tokensOf = (text: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  let end = 0
  for (const match of text.matchAll(token)) {
    found.push(match[1]!)
    end = match.index + match[0].length
  }
  if (text.slice(end).trim() !== "") {
    throw new Error(`cannot read ${text.slice(end)}`)
  }
  return found
}

/** Reads an expression. */
export const parse = (text: string): Parsed => {
  const tokens = tokensOf(text)
  let at = 0
  const peek = (): string | undefined => tokens[at]
  const next = (): string => {
    const found = tokens[at++]
    if (found === undefined) {
      throw new Error(`${text} ends too early`)
    }
    return found
  }
  const want = (wanted: string): void => {
    const found = next()
    if (found !== wanted) {
      throw new Error(`${text}: expected ${wanted}, found ${found}`)
    }
  }
  const list = (): ReadonlyArray<Parsed> => {
    want("(")
    const items = [expression(0)]
    while (peek() === ",") {
      next()
      items.push(expression(0))
    }
    want(")")
    return items
  }
  const primary = (): Parsed => {
    const found = next()
    switch (found) {
      case "(": {
        const inner = expression(0)
        want(")")
        return inner
      }
      case "not":
        return node("not", expression(NOT))
      case "-":
      case "+":
      case "~":
        return node(`prefix ${found}`, expression(PREFIX))
      case "case": {
        const parts: Array<Parsed> = []
        while (peek() === "when") {
          next()
          parts.push(expression(0))
          want("then")
          parts.push(expression(0))
        }
        want("else")
        parts.push(expression(0))
        want("end")
        return node("case", ...parts)
      }
      default:
        if (!/^["'\d?]|^(null|true|false)$/.test(found)) {
          throw new Error(`${text}: unexpected ${found}`)
        }
        return { tag: "leaf", text: found }
    }
  }
  const infix = (left: Parsed): Parsed => {
    const negated = peek() === "not"
    const not = negated ? "not " : ""
    if (negated) {
      next()
    }
    const operator = next()
    const power = powers[operator]!
    switch (operator) {
      case "is": {
        const isNot = peek() === "not"
        if (isNot) {
          next()
        }
        return node(isNot ? "is not" : "is", left, expression(power + 1))
      }
      case "between": {
        const low = expression(power + 1)
        want("and")
        return node(`${not}between`, left, low, expression(power + 1))
      }
      case "in":
        return node(`${not}in`, left, ...list())
      case "like": {
        const pattern = expression(power + 1)
        if (peek() !== "escape") {
          return node(`${not}like`, left, pattern)
        }
        next()
        return node(`${not}like`, left, pattern, expression(ESCAPE + 1))
      }
      default:
        return node(operator, left, expression(power + 1))
    }
  }
  const powerOf = (operator: string | undefined): number =>
    operator === undefined ? -1 : operator === "not" ? (powers[tokens[at + 1]!] ?? -1) : (powers[operator] ?? -1)
  const expression = (weakest: number): Parsed => {
    let left = primary()
    while (powerOf(peek()) >= Math.max(weakest, 1)) {
      left = infix(left)
    }
    return left
  }
  const whole = expression(0)
  if (peek() !== undefined) {
    throw new Error(`${text}: unexpected ${peek()}`)
  }
  return whole
}

/** A tree as text, in which AND and OR of the same kind are one: `a and (b and c)` is `(a and b) and c`. */
export const show = (e: Parsed): string => {
  if (e.tag === "leaf") {
    return e.text
  }
  const flat = (x: Parsed): ReadonlyArray<Parsed> =>
    x.tag === "node" && x.operator === e.operator ? x.operands.flatMap(flat) : [x]
  const operands = e.operator === "and" || e.operator === "or" ? flat(e) : e.operands
  return `[${[e.operator, ...operands.map(show)].join(" ")}]`
}
