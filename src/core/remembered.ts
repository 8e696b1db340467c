/** How many names are remembered: a program has few, but it may make names up. */
const MOST = 4096

/** The same function of a name, which remembers what it gave: few names are printed again and again. */
export const remembered = (make: (name: string) => string): ((name: string) => string) => {
  let known = new Map<string, string>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) {
      return found
    }
    const made = make(name)
    if (known.size >= MOST) {
      known = new Map()
    }
    known.set(name, made)
    return made
  }
}
