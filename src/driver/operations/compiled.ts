import { Effect } from "effect"
import type { Fiber } from "effect"
import { compileStatement, type Uncompiled } from "../../core/compile.js"
import type { Compiled } from "../../core/compiled.js"
import type { ValidationError } from "../../core/errors.js"
import type { StatementNode } from "../../core/ddl-node.js"
import type { Database, DatabaseService } from "../database.js"
import { databaseOf } from "../run.js"
import { type SqlError, sqlError } from "../sql-error.js"

/** The error of an operation whose statement cannot be compiled. */
export const uncompiled = (e: Uncompiled): SqlError | ValidationError =>
  e._tag === "CompileError" ? sqlError(e) : e

/** Runs a statement, compiled for the database of the fiber. */
export const withCompiled = <A, E>(
  node: StatementNode,
  run: (fiber: Fiber.Fiber<unknown, unknown>, database: DatabaseService, compiled: Compiled) => Effect.Effect<A, E>,
): Effect.Effect<A, never, Database> =>
  Effect.withFiber((fiber): Effect.Effect<A, E | SqlError | ValidationError> => {
    const database = databaseOf(fiber)
    const compiled = compileStatement(database.dialect, node)
    return compiled._tag === "Right" ? run(fiber, database, compiled.right) : Effect.fail(uncompiled(compiled.left))
  }) as never
