import { Effect } from "effect"
import { pathToFileURL } from "node:url"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"

const isTypeScript = (path: string): boolean => /\.[cm]?ts$/.test(path)

const codeOf = (cause: unknown): unknown => (cause as { readonly code?: unknown } | null)?.code

/** What a module of JavaScript or TypeScript exports by default. Node imports TypeScript since 22.18, or with tsx. */
export const importDefault = (path: string): Effect.Effect<unknown, MigrationError> => {
  const url = pathToFileURL(path).href
  const load = async (): Promise<unknown> => {
    try {
      return await import(url)
    } catch (cause) {
      if (!isTypeScript(path) || codeOf(cause) !== "ERR_UNKNOWN_FILE_EXTENSION") throw cause
      const tsx = "tsx/esm/api"
      const { tsImport } = (await import(tsx)) as { tsImport: (url: string, parent: string) => Promise<unknown> }
      return tsImport(url, import.meta.url)
    }
  }
  return Effect.map(
    Effect.tryPromise({
      try: load,
      catch: (cause) => {
        const needsTsx = isTypeScript(path) && codeOf(cause) === "ERR_MODULE_NOT_FOUND" && /'tsx'/.test(String(cause))
        const why = needsTsx
          ? "this Node does not read TypeScript. Use Node 22.18 or later, or install tsx: npm install --save-dev tsx"
          : cause instanceof Error
            ? cause.message
            : String(cause)
        return migrationError("Invalid", `Cannot import ${path}: ${why}`, { cause })
      },
    }),
    (module) => {
      const found = (module as { readonly default?: unknown }).default
      // A module of CommonJS has its exports as the default one.
      return (found as { readonly default?: unknown } | undefined)?.default ?? found
    },
  )
}
