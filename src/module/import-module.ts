import { Data, Effect } from "effect"
import { pathToFileURL } from "node:url"

/** A module could not be imported. */
export class ModuleError extends Data.TaggedError("ModuleError")<{ readonly message: string; readonly cause: unknown }> {}

const isTypeScript = (path: string): boolean => /\.[cm]?ts$/.test(path)

const codeOf = (cause: unknown): unknown => (cause as { readonly code?: unknown } | null)?.code

/** Imports a module of JavaScript or TypeScript. Node imports TypeScript since 22.18, or with tsx. */
export const importModule = (path: string): Effect.Effect<unknown, ModuleError> => {
  const url = pathToFileURL(path).href
  const load = async (): Promise<unknown> => {
    try {
      return await import(url)
    } catch (cause) {
      if (!isTypeScript(path) || codeOf(cause) !== "ERR_UNKNOWN_FILE_EXTENSION") throw cause
      // Not by tsImport, which gives what it imports a copy of this library of its own.
      const tsx = "tsx/esm/api"
      const { register } = (await import(tsx)) as { register: () => unknown }
      register()
      // Node remembers that the url could not be imported.
      return await import(`${url}?typescript`)
    }
  }
  return Effect.tryPromise({
    try: load,
    catch: (cause) => {
      const needsTsx = isTypeScript(path) && codeOf(cause) === "ERR_MODULE_NOT_FOUND" && /'tsx'/.test(String(cause))
      const why = needsTsx
        ? "this Node does not read TypeScript. Use Node 22.18 or later, or install tsx: npm install --save-dev tsx"
        : cause instanceof Error
          ? cause.message
          : String(cause)
      return new ModuleError({ message: `Cannot import ${path}: ${why}`, cause })
    },
  })
}

/** What a module exports by default. */
export const importDefault = (path: string): Effect.Effect<unknown, ModuleError> =>
  Effect.map(importModule(path), (module) => {
    const found = (module as { readonly default?: unknown }).default
    // A module of CommonJS has its exports as the default one.
    return (found as { readonly default?: unknown } | undefined)?.default ?? found
  })
