import { CompileError } from "../errors.js"

/** A change that a database cannot make. */
export const refuseChange = (dialect: string, message: string, remedy: string): never => {
  throw new CompileError({ message: `${message}; ${remedy}`, dialect, remedy })
}

/** The name of a constraint that is to be dropped. */
export const nameNeeded = (dialect: string, name: string | null, what: string): string =>
  name ?? refuseChange(dialect, `${what} has no name by which it could be dropped`, "plan from what introspect reads")
