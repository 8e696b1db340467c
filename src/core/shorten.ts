/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hash = (text: string): string => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  }
  return (h >>> 0).toString(16).padStart(8, "0")
}

const encoder = new TextEncoder()

/**
 * A name of at most so many bytes, or characters: one that is too long is cut off and ends in a hash of all of it, so that
 * names that differ still do. Databases cut silently (PostgreSQL) or refuse (MySQL).
 */
export const shorten = (name: string, limit: number, unit: "bytes" | "characters"): string => {
  // Every UTF-16 unit is at most three bytes.
  if (name.length * (unit === "bytes" ? 3 : 1) <= limit) {
    return name
  }
  const size = (text: string): number => (unit === "bytes" ? encoder.encode(text).length : [...text].length)
  if (size(name) <= limit) {
    return name
  }
  const characters = [...name]
  while (size(characters.join("")) > limit - 9) {
    characters.pop()
  }
  return `${characters.join("")}_${hash(name)}`
}
