import type { QualifiedName } from "./database-schema.js"

/** The order of names, the same everywhere. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** One text for a name in a schema, for maps. */
export const keyOf = (name: QualifiedName): string => `${name.schema ?? ""}\0${name.name}`

/** Sorted by schema and name. */
export const byName = <T extends QualifiedName>(things: ReadonlyArray<T>): ReadonlyArray<T> =>
  things.toSorted((a, b) => compareText(keyOf(a), keyOf(b)))

/** The name alone. */
export const nameOf = ({ name, schema }: QualifiedName): QualifiedName => ({ schema, name })

/** Are the names the same? */
export const sameName = (a: QualifiedName, b: QualifiedName): boolean => a.schema === b.schema && a.name === b.name

/** Whether a name is among patterns, in which `*` stands for any characters. */
export const matches = (patterns: ReadonlyArray<string>, name: string): boolean =>
  patterns.some((pattern) =>
    pattern.includes("*")
      ? new RegExp(`^${pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "su").test(name)
      : pattern === name,
  )

/** Whether a table or a view is to be read. */
export const isWanted = (
  options: { readonly tables?: ReadonlyArray<string>; readonly ignore?: ReadonlyArray<string> },
  name: string,
): boolean => (options.tables === undefined || matches(options.tables, name)) && !matches(options.ignore ?? [], name)
