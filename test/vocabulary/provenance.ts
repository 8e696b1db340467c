/** Which functions made a value: what an export of a module gives remembers its name and its arguments. */

type AnyFunction = (...args: ReadonlyArray<unknown>) => unknown

interface Origin {
  readonly name: string | null
  readonly from: Array<unknown>
}
const origins = new WeakMap<object, Origin>()

const isObject = (x: unknown): x is object => (typeof x === "object" && x !== null) || typeof x === "function"

/** What a value without an origin holds. */
const partsOf = (x: object): ReadonlyArray<unknown> =>
  Array.isArray(x) || (Object.getPrototypeOf(x) === Object.prototype && !("_tag" in x)) ? Object.values(x) : []

/** The names of all that made a value, and `null` if a NULL was among it. */
export const namesOf = (x: unknown): ReadonlySet<string> => {
  const names = new Set<string>()
  const seen = new Set<unknown>()
  const visit = (one: unknown): void => {
    if (one === null) names.add("null")
    if (!isObject(one) || seen.has(one)) return
    seen.add(one)
    const origin = origins.get(one)
    if (origin !== undefined && origin.name !== null) names.add(origin.name)
    for (const part of origin?.from ?? partsOf(one)) visit(part)
  }
  visit(x)
  return names
}

/** What was made, remembered, unless it was there before. */
const made = (result: unknown, origin: Origin): unknown => {
  if (!isObject(result) || origins.has(result)) return result
  if (typeof result === "function") return remembered(result as AnyFunction, origin)
  origins.set(result, origin)
  return result
}

const remembered = (f: AnyFunction, origin: Origin): unknown => {
  const wrapped: AnyFunction = (...args) => {
    const from: Array<unknown> = [wrapped, ...args]
    // What a function of the caller makes is part of the result too, whenever it is called.
    const watched = (g: AnyFunction): AnyFunction => (...inner) => {
      const result = g(...inner)
      from.push(result)
      return result
    }
    const given = args.map((x) => (typeof x === "function" && !origins.has(x) ? watched(x as AnyFunction) : x))
    return made(f(...given), { name: null, from })
  }
  origins.set(wrapped, origin)
  return wrapped
}

const isClass = (x: unknown): boolean => typeof x === "function" && /^class\b/.test(Function.prototype.toString.call(x))

/** A module whose exports remember that they made what they give. */
export const remembering = (module: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(module).map(([name, x]) => [name, isClass(x) ? x : made(x, { name, from: [] })]))
