const LONGEST = 80

/** A value for an error message: short, and never an error of its own. */
export const show = (value: unknown): string => {
  const text = ((): string => {
    switch (typeof value) {
      case "string":
        return JSON.stringify(value)
      case "bigint":
        return `${value}n`
      case "undefined":
      case "boolean":
      case "number":
        return Object.is(value, -0) ? "-0" : String(value)
      case "symbol":
      case "function":
        return typeof value
      default:
        try {
          return value instanceof Date
            ? Number.isNaN(value.getTime())
              ? "Invalid Date"
              : value.toISOString()
            : (JSON.stringify(value, (_, v: unknown) => (typeof v === "bigint" ? `${v}n` : v)) ?? String(value))
        } catch {
          return Object.prototype.toString.call(value)
        }
    }
  })()
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text
}
