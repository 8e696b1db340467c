import { Redacted, Result } from "effect"
import type { ServerOptions } from "./options.js"

type Mutable<A> = { -readonly [K in keyof A]: A[K] }

/** What a connection URL says, or what is wrong with it; never with the URL itself, which may hold a password. */
export const parseUrl = (text: string): Result.Result<ServerOptions, string> => {
  const match = pattern.exec(text)
  const parts = match === null ? null : decodeAll(match)
  if (match === null || parts === null) {
    return Result.fail("the url does not read mysql://user:password@host:port/database (values may be %-encoded)")
  }
  const [user, password, , database] = parts
  const address = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d+))?$/.exec(match[3] ?? "")
  if (address === null) return Result.fail("the url does not name one host and port")
  const host = (address[1] ?? "").replace(/^\[|\]$/g, "")
  const options: Mutable<ServerOptions> = {}
  if (user) options.user = user
  if (password !== undefined) options.password = Redacted.make(password)
  if (host !== "") options.host = host
  if (address[2] !== undefined) options.port = Number(address[2])
  if (database) options.database = database
  for (const [name, value] of new URLSearchParams(match[5] ?? "")) {
    const wrong = parameter(options, name, value)
    if (wrong !== null) return Result.fail(wrong)
  }
  return Result.succeed(options)
}

const pattern = /^(?:mysql|mariadb):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/

const decodeAll = (match: ReadonlyArray<string | undefined>): ReadonlyArray<string | undefined> | null => {
  try {
    return match.slice(1, 5).map((part) => (part === undefined ? undefined : decodeURIComponent(part)))
  } catch {
    return null
  }
}

const parameter = (options: Mutable<ServerOptions>, name: string, value: string): string | null => {
  switch (name) {
    case "ssl-mode":
    case "sslmode":
      return sslMode(options, value)
    case "socket":
    case "socketPath":
      options.socketPath = value
      return null
    default:
      return `the url has the parameter "${name}", which is not known; give it as an option of the layer`
  }
}

/** The words of MySQL's own clients, and of PostgreSQL's, which many hosts use for both. */
const sslMode = (options: Mutable<ServerOptions>, mode: string): string | null => {
  switch (mode.toLowerCase().replaceAll("_", "-")) {
    case "disabled":
    case "disable":
    case "preferred":
    case "prefer":
      options.ssl = false
      return null
    case "required":
    case "require":
    case "verify-ca":
    case "verify-identity":
    case "verify-full":
      options.ssl = true
      return null
    case "no-verify":
      options.ssl = { rejectUnauthorized: false }
      return null
    default:
      return `ssl-mode=${mode} in the url is none of disabled, required, verify-identity and no-verify`
  }
}
