/** How names of the database are written in the program. */
export type NamingStyle = "camelCase" | "PascalCase" | "asIs"

/** The words of a name: `artist_id`, `ArtistId` and `artist id` are two words. */
const words = (name: string): ReadonlyArray<string> =>
  name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}$]+/u)
    .filter((word) => word !== "")

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()

/** A name of the database in a style; what is left of it, so that it can stand in a program. */
export const styled = (name: string, style: NamingStyle): string => {
  if (style === "asIs") {
    return name
  }
  const pascal = words(name).map(capital).join("")
  return style === "PascalCase" ? pascal : pascal.replace(/^\p{Lu}/u, (c) => c.toLowerCase())
}

const reserved = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in " +
    "instanceof new null return super switch this throw true try typeof var void while with yield let static await async of arguments eval " +
    "implements interface package private protected public undefined NaN Infinity"
  ).split(" "),
)

/** A name that can be one of a constant. */
export const identifier = (name: string): string => {
  const plain = name.replaceAll(/[^\p{ID_Continue}$]/gu, "_")
  return plain === "" || !/^[\p{ID_Start}_$]/u.test(plain) || reserved.has(plain) ? `_${plain}` : plain
}

/** Gives each thing a name of its own. */
export const uniqueNames = (): ((wanted: string) => string) => {
  const taken = new Set<string>()
  return (wanted) => {
    let name = wanted
    for (let i = 2; taken.has(name); i++) {
      name = `${wanted}${i}`
    }
    taken.add(name)
    return name
  }
}

/** A key of an object as it is written. */
export const written = (key: string): string => (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key))

/** A property of an object as it is written. */
export const property = (of: string, key: string): string => (written(key) === key ? `${of}.${key}` : `${of}[${JSON.stringify(key)}]`)
