import { Redacted, Result } from "effect"
import type { PostgresOptions } from "./options.js"

/** What a connection URL says, or what is wrong with it; never with the URL itself, which may hold a password. */
export const parseUrl = (text: string): Result.Result<PostgresOptions, string> => {
  const match = /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(
    text,
  )
  const parts = match === null ? null : decodeAll(match)
  if (match === null || parts === null) {
    return Result.fail("the url does not read postgres://user:password@host:port/database (values may be %-encoded)")
  }
  const [user, password, , database] = parts
  const address = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(match[3] ?? "")
  if (address === null) return Result.fail("the url does not name one host and port")
  const host = decodeURIComponent(address[1] ?? "").replace(/^\[|\]$/g, "")
  const options: Mutable<PostgresOptions> = {}
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

type Mutable<A> = { -readonly [K in keyof A]: A[K] }

const decodeAll = (match: ReadonlyArray<string | undefined>): ReadonlyArray<string | undefined> | null => {
  try {
    return match.slice(1, 5).map((part) => (part === undefined ? undefined : decodeURIComponent(part)))
  } catch {
    return null
  }
}

const parameter = (options: Mutable<PostgresOptions>, name: string, value: string): string | null => {
  switch (name) {
    case "sslmode":
      return sslMode(options, value)
    case "application_name":
      options.applicationName = value
      return null
    case "connect_timeout":
      options.connectTimeout = Number(value) * 1000
      return /^\d+$/.test(value) ? null : "connect_timeout in the url is not a number of seconds"
    case "host":
      options.host = value
      return null
    case "port":
      options.port = Number(value)
      return null
    // What some hosts put into their URLs, and what this library does not need to be told.
    case "channel_binding":
    case "pgbouncer":
      return null
    default:
      return `the url has the parameter "${name}", which is not known; give it as an option of the layer`
  }
}

const sslMode = (options: Mutable<PostgresOptions>, mode: string): string | null => {
  switch (mode) {
    case "disable":
    case "allow":
    case "prefer":
      options.ssl = false
      return null
    case "require":
    case "verify-ca":
    case "verify-full":
      options.ssl = true
      return null
    case "no-verify":
      options.ssl = { rejectUnauthorized: false }
      return null
    default:
      return `sslmode=${mode} in the url is none of disable, require, verify-full and no-verify`
  }
}
