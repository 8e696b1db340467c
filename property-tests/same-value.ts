/** Two values as `plain` shows them, compared as numbers where they are numbers. */

const numberOf = (x: unknown): number | null =>
  typeof x === "number" ? x : x === "number -0" ? 0 : typeof x === "string" && /^(decimal|duration of) /.test(x) ? Number.parseFloat(x.replace(/^\D+(?=-?\d)/, "")) : null

/** Are they the same, numbers but for so much of their size? The sign of 0 is not kept everywhere. */
export const alike = (a: unknown, b: unknown, tolerance: number): boolean => {
  if (Object.is(a, b)) {
    return true
  }
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== null && y !== null && (typeof a === typeof b || x === 0)) {
    return x === y ? typeof a !== "string" || tolerance > 0 || a === b || x === 0 : Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y), 1)
  }
  if (typeof a === "object" && typeof b === "object" && a !== null && b !== null) {
    const keys = Object.keys(a)
    return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => key in b && alike(a[key as never], b[key as never], tolerance))
  }
  return false
}
