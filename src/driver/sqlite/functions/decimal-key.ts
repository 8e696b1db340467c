import { decimalText, type SqlValue, toDecimal } from "./argument.js"

const plain = /^-?\d{1,400}(?:\.\d{1,400})?$/

/** Beyond any exponent of ten there is, and with it of a constant number of digits. */
const middle = 500_000

const complement = (digits: string): string => {
  let text = ""
  for (let i = 0; i < digits.length; i++) text += String.fromCharCode(105 - digits.charCodeAt(i))
  return text
}

/** The key of a decimal written without an exponent. */
const keyOf = (text: string): string => {
  const negative = text.charCodeAt(0) === 45
  const start = negative ? 1 : 0
  const point = text.indexOf(".")
  const whole = point < 0 ? text.slice(start) : text.slice(start, point)
  const all = point < 0 ? whole : whole + text.slice(point + 1)
  let first = 0
  while (all.charCodeAt(first) === 48) first++
  if (first === all.length) return "2"
  let last = all.length
  while (all.charCodeAt(last - 1) === 48) last--
  const digits = all.slice(first, last)
  const exponent = middle + whole.length - first
  return negative ? `1${999_999 - exponent}${complement(digits)}~` : `3${exponent}${digits}`
}

/**
 * Text whose order by bytes is that of the numbers, and which is the same for equal numbers: a sign, the exponent of
 * ten, the digits without zeros around them; of negative numbers the complements, ended by what follows all digits. The
 * infinities of REAL are at either end. NULL of NULL.
 */
export const decimalKey = (x: SqlValue): string | null => {
  if (x === null) return null
  if (x === Infinity || x === -Infinity) return x > 0 ? "4" : "0"
  return typeof x === "string" && plain.test(x) ? keyOf(x) : keyOf(decimalText(toDecimal(x, "a comparison")))
}
