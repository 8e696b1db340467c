import { checkServerIdentity } from "node:tls"
import type { PeerCertificate } from "node:tls"
import { Redacted } from "effect"

/**
 * How a connection is encrypted.
 *
 * @since 0.1.0
 */
export interface PostgresTls {
  /** Certificates, in PEM, of the authorities that are trusted. Those that Node trusts. */
  readonly ca?: string | ReadonlyArray<string> | undefined
  /** Whether the certificate of the server must be valid, and for its name. On. */
  readonly rejectUnauthorized?: boolean | undefined
  /** The name that the certificate must be for, when it is not that of the host. */
  readonly servername?: string | undefined
  /** A certificate of one's own, in PEM, and its key. */
  readonly cert?: string | undefined
  readonly key?: Redacted.Redacted<string> | undefined
}

/** Makes what Node's `tls.connect` takes, anew each time, for pg adds to it; `null` for none. */
export const tlsOptions = (ssl: boolean | PostgresTls): (() => object) | null => {
  if (ssl === false) return null
  const { ca, cert, key, rejectUnauthorized, servername } = ssl === true ? ({} as PostgresTls) : ssl
  return () => ({
    rejectUnauthorized: rejectUnauthorized ?? true,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key: Redacted.value(key) }),
    // pg asks for the host's own certificate; which name it must bear is still checked here.
    ...(servername === undefined
      ? {}
      : {
          servername,
          checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
            checkServerIdentity(servername, certificate),
        }),
  })
}
