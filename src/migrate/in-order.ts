/** The number a name begins with, without zeros in front, and what follows. */
const parts = (name: string): readonly [string, string] => {
  const [, digits = "", rest = ""] = /^0*(\d*)([^]*)$/.exec(name) ?? []
  return [digits, rest]
}

/**
 * Which of two migrations comes first: by the numbers their names begin with, which are mostly times, and then by the
 * rest, character by character. A name without a number comes before those that have one.
 */
export const compareNames = (a: string, b: string): number => {
  const [x, restX] = parts(a)
  const [y, restY] = parts(b)
  if (x.length !== y.length) return x.length - y.length
  if (x !== y) return x < y ? -1 : 1
  if (restX !== restY) return restX < restY ? -1 : 1
  return a === b ? 0 : a < b ? -1 : 1
}
