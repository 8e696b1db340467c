import { Effect } from "effect"
import type { Cursor, WireRow } from "../connection.js"
import type { SqlError } from "../sql-error.js"

/** The rows of a running SELECT. */
export interface OpenRows extends Cursor {
  /** Fetches the first row; gives the error if that fails. */
  readonly prefetch: () => SqlError | null
  /** Fetches all that is left, so that the connection is free to write. */
  readonly settle: () => void
  readonly close: () => void
}

/** Rows that are read from SQLite as they are wanted. */
export const openRows = (
  iterator: Iterator<WireRow>,
  toError: (cause: unknown) => SqlError,
  onClose: () => void,
): OpenRows => {
  let fetched: Array<WireRow> = []
  let position = 0
  let running = true
  let error: SqlError | null = null

  const stop = (): void => {
    if (!running) return
    running = false
    onClose()
  }

  /** Fetches until `size` rows are there to be read; an error is kept until the rows before it are read. */
  const fetch = (size: number): void => {
    try {
      while (running && fetched.length - position < size) {
        const next = iterator.next()
        if (next.done === true) stop()
        else fetched.push(next.value)
      }
    } catch (cause) {
      stop()
      error = toError(cause)
    }
  }

  return {
    read: (size) => {
      fetch(size)
      const chunk = position === 0 && fetched.length <= size ? fetched : fetched.slice(position, position + size)
      position += chunk.length
      if (position >= fetched.length) {
        fetched = []
        position = 0
      }
      return chunk.length === 0 && error !== null ? Effect.fail(error) : Effect.succeed(chunk)
    },
    prefetch: () => {
      fetch(1)
      return fetched.length === 0 ? error : null
    },
    settle: () => fetch(Infinity),
    close: () => {
      fetched = []
      position = 0
      if (running) iterator.return?.()
      stop()
    },
  }
}

/** Rows that are all here. */
export const bufferedRows = (rows: ReadonlyArray<WireRow>): OpenRows => {
  let position = 0
  return {
    read: (size) => {
      const chunk = rows.slice(position, position + size)
      position += chunk.length
      return Effect.succeed(chunk)
    },
    prefetch: () => null,
    settle: () => {},
    close: () => {},
  }
}
