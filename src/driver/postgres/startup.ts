import type { Settings } from "./options.js"

/**
 * The settings that decide how the server writes values, whatever those of the server, of the database and of the role
 * are: the codecs read these forms.
 */
const pinned: ReadonlyArray<readonly [name: string, value: string]> = [
  ["datestyle", "ISO,YMD"],
  ["timezone", "UTC"],
  ["intervalstyle", "iso_8601"],
  ["extra_float_digits", "1"],
  ["bytea_output", "hex"],
  ["standard_conforming_strings", "on"],
  ["transform_null_equals", "off"],
]

/** What the server reports of them, and says otherwise when somebody changed it. */
const reported: Readonly<Record<string, string>> = {
  DateStyle: "ISO, YMD",
  TimeZone: "UTC",
  IntervalStyle: "iso_8601",
  standard_conforming_strings: "on",
  client_encoding: "UTF8",
}

const all = ({ searchPath }: Settings): ReadonlyArray<readonly [name: string, value: string]> =>
  searchPath === null ? pinned : [...pinned, ["search_path", searchPath.map(quoted).join(",")]]

const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

/** The settings as the startup parameter `options`: there before the first statement, and what RESET returns to. */
export const startupOptions = (settings: Settings): string =>
  all(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, "\\$&")}`)
    .join(" ")

/** The settings as statements, for poolers that refuse the startup parameter. */
export const setStatements = (settings: Settings): string =>
  [...all(settings), ["client_encoding", "UTF8"] as const]
    .map(([name, value]) =>
      name === "search_path" ? `set search_path = ${value}` : `set ${name} = '${value.replaceAll("'", "''")}'`,
    )
    .join("; ")

/** Whether all that the server reports is as pinned. */
export const areAllPinned = (parameter: (name: string) => string | undefined): boolean =>
  Object.entries(reported).every(([name, value]) => parameter(name) === value)
