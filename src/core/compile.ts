import { type Either, left, right } from "fp-ts/lib/Either.js"
import type { CommandNode } from "./command-node.js"
import type { Compiled } from "./compiled.js"
import type { Dialect } from "./dialect.js"
import { CompileError, type ValidationError } from "./errors.js"
import type { StatementNode } from "./ddl-node.js"
import type { QueryNode } from "./query-node.js"
import { assemble } from "./assemble.js"
import { compileParts, isDivisible } from "./insert-parts.js"
import { isRefusal } from "./print/printer.js"
import { printWhole } from "./print/whole.js"
import { bare, compileReadBack, isReadBack, printReadBack } from "./read-back.js"

/** A statement could not be printed: see {@link CompileError} and {@link ValidationError}. */
export type Uncompiled = CompileError | ValidationError

const guarded = <A>(dialect: Dialect, make: () => A): Either<Uncompiled, A> => {
  try {
    return right(make())
  } catch (u) {
    if (isRefusal(u)) {
      return left(u.refused as Uncompiled)
    }
    if (u instanceof RangeError) {
      return left(
        new CompileError({
          message: "the statement is nested too deeply",
          dialect: dialect.name,
          remedy: "build it flatter: and(…), or(…) and isIn take any number of operands",
        }),
      )
    }
    throw u
  }
}

/** A compiled statement, and whether it holds values that the program made for this one run. */
interface Made {
  readonly compiled: Either<Uncompiled, Compiled>
  readonly volatile: boolean
}

const compileNode = (dialect: Dialect, node: StatementNode): Made => {
  let volatile = false
  const compiled = guarded(dialect, () => {
    const readsBack = isReadBack(dialect, node)
    const p = printWhole(dialect, false, readsBack ? bare(node) : node)
    volatile = p.volatile
    return readsBack
      ? compileReadBack(p, node)
      : p.params.length > dialect.maxParameters && isDivisible(p, node)
        ? compileParts(p, node)
        : assemble(p, node)
  })
  // The value that does not fit may be one that the program made.
  return { compiled, volatile: volatile || (compiled._tag === "Left" && compiled.left._tag === "ValidationError") }
}

/** What one dialect made of the trees seen so far. */
interface Memo {
  readonly known: WeakMap<StatementNode, Either<Uncompiled, Compiled>>
  /** The last few trees, round and round. */
  readonly recent: Array<StatementNode | null>
  readonly results: Array<Either<Uncompiled, Compiled> | null>
  next: number
}

const RECENT = 8
const memos = new WeakMap<Dialect, Memo>()

const memoOf = (dialect: Dialect): Memo => {
  const found = memos.get(dialect)
  if (found !== undefined) {
    return found
  }
  const made: Memo = {
    known: new WeakMap(),
    recent: Array.from({ length: RECENT }, () => null),
    results: Array.from({ length: RECENT }, () => null),
    next: 0,
  }
  memos.set(dialect, made)
  return made
}

/**
 * {@link compile} on a node. Remembered by the identity of the tree, for good once it has come a second time: an entry in
 * a WeakMap costs the garbage collector more than printing does, and most trees that are built anew come once.
 */
export const compileStatement = (dialect: Dialect, node: StatementNode): Either<Uncompiled, Compiled> => {
  const memo = memoOf(dialect)
  const place = memo.recent.indexOf(node)
  if (place >= 0) {
    const seen = memo.results[place]!
    memo.known.set(node, seen)
    return seen
  }
  const hit = memo.known.get(node)
  if (hit !== undefined) {
    return hit
  }
  const { compiled, volatile } = compileNode(dialect, node)
  if (!volatile) {
    memo.recent[memo.next] = node
    memo.results[memo.next] = compiled
    memo.next = (memo.next + 1) % RECENT
  }
  return compiled
}

/** {@link toSql} on a node. */
export const printNode = (dialect: Dialect, node: QueryNode | CommandNode | StatementNode): Either<Uncompiled, string> =>
  guarded(dialect, () => (isReadBack(dialect, node) ? printReadBack(dialect, node) : printWhole(dialect, true, node).sql))
