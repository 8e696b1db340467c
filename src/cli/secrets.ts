/** What must not be shown. */
export interface Secrets {
  readonly add: (url: string) => void
  /** The text without them. */
  readonly hide: (text: string) => string
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const hidden = "***"

/** Keeps the passwords of urls out of what is printed. Errors do not have them; this is for all else. */
export const makeSecrets = (): Secrets => {
  const known = new Set<string>()
  return {
    add: (url) => {
      const [, password = ""] = /[a-z][a-z0-9+.-]*:\/\/[^:@/]*:(.*)@[^@]*$/i.exec(url) ?? []
      // What is shorter stands in any text, and is known to be no secret.
      for (const form of [password, decoded(password), encodeURIComponent(decoded(password))]) {
        if (form.length > 3) known.add(form)
      }
    },
    hide: (text) => {
      // A password that should have been encoded may have a slash or an @ itself.
      let out = text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^:@/\s]*:)[^\s"'`]+@/gi, `$1${hidden}@`)
      for (const secret of [...known].toSorted((a, b) => b.length - a.length)) out = out.replaceAll(secret, hidden)
      return out
    },
  }
}
