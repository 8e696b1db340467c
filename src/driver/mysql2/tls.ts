import { Redacted } from "effect"

/**
 * How a connection is encrypted.
 *
 * @since 0.1.0
 */
export interface ServerTls {
  /** Certificates, in PEM, of the authorities that are trusted. Those that Node trusts. */
  readonly ca?: string | ReadonlyArray<string> | undefined
  /** Whether the certificate of the server must be valid, and for its name. On. */
  readonly rejectUnauthorized?: boolean | undefined
  /** A certificate of one's own, in PEM, and its key. */
  readonly cert?: string | undefined
  readonly key?: Redacted.Redacted<string> | undefined
}

/** As mysql2 takes it, which by itself does not look at the name in a certificate. */
export const tlsOptions = (ssl: boolean | ServerTls): object | undefined => {
  if (ssl === false) return undefined
  const { ca, cert, key, rejectUnauthorized = true } = ssl === true ? ({} as ServerTls) : ssl
  return {
    rejectUnauthorized,
    verifyIdentity: rejectUnauthorized,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key: Redacted.value(key) }),
  }
}
