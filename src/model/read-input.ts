/** What reading a property of unknown input gave. */
export type Reading = { readonly _tag: "Value"; readonly value: unknown } | { readonly _tag: "Absent" } | { readonly _tag: "Threw" }

const absent: Reading = { _tag: "Absent" }

/** Longer chains of prototypes than any program has: a proxy may have one without end. */
const deepest = 100

/** Objects that are read field by field: not lists, and no functions. */
export const isRecord = (u: unknown): u is object => {
  try {
    return typeof u === "object" && u !== null && !Array.isArray(u)
  } catch {
    // a proxy that is revoked
    return false
  }
}

const isOwnOrAccessor = (of: object, key: string): boolean => {
  if (Object.hasOwn(of, key)) return true
  let at: object | null = Object.getPrototypeOf(of) as object | null
  for (let i = 0; i < deepest && at !== null && at !== Object.prototype; i++) {
    const found = Object.getOwnPropertyDescriptor(at, key)
    if (found !== undefined) return found.get !== undefined || typeof found.value !== "function"
    at = Object.getPrototypeOf(at) as object | null
  }
  return false
}

/**
 * A property of an object that nobody vouches for: its own, or an attribute that its class gives, never what every object
 * inherits. `undefined` is as good as absent.
 */
export const readProperty = (of: object, key: string): Reading => {
  try {
    if (!isOwnOrAccessor(of, key)) return absent
    const value: unknown = (of as Readonly<Record<string, unknown>>)[key]
    return value === undefined ? absent : { _tag: "Value", value }
  } catch {
    return { _tag: "Threw" }
  }
}

/** The names of an object's own properties; none if it does not tell them. */
export const ownKeys = (of: object): ReadonlyArray<string> => {
  try {
    return Object.keys(of)
  } catch {
    return []
  }
}
