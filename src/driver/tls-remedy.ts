import { Predicate } from "effect"

// The codes of Node, and its words: mysql2 puts a code of its own in the place of the first.
const remedies: ReadonlyArray<readonly [RegExp, string]> = [
  [/CERT_HAS_EXPIRED|certificate has expired/, "the server needs a new certificate"],
  [/ERR_TLS_CERT_ALTNAME_INVALID|altnames/, "connect by a name that the certificate is for"],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_|self[- ]signed certificate|unable to (get|verify)/,
    "give the certificate of the authority that signed it as ssl.ca",
  ],
  [/HANDSHAKE_NO_SSL|does not support (SSL|secure)/, "the server has no TLS: configure it there, or give ssl: false"],
]

/** What to do when no encrypted connection could be made; empty when that is not why. */
export const tlsRemedy = (cause: unknown): string => {
  const code = Predicate.hasProperty(cause, "code") ? String(cause.code) : ""
  const message = Predicate.hasProperty(cause, "message") ? String(cause.message) : ""
  const found = remedies.find(([pattern]) => pattern.test(`${code} ${message}`))
  return found === undefined ? "" : `; ${found[1]}`
}
