/** The functions that have no meaning here, and why. */
export const unsaid: Readonly<Record<string, string>> = {}
