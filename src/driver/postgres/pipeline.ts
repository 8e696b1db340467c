import type { BatchStatement, RowsResult } from "../connection.js"
import { makeExchange } from "./exchange.js"
import type { Exchange } from "./exchange.js"
import { resultOf } from "./result.js"
import type { CachedStatement, StatementCache } from "./statement-cache.js"

/** A statement of a batch, ready to be sent. */
export interface EncodedStatement extends BatchStatement {
  readonly values: ReadonlyArray<string | Buffer | null>
}

/** Statements that are sent together. */
export interface Pipeline {
  readonly exchange: Exchange
  /** What the statements that are complete gave. */
  readonly results: ReadonlyArray<RowsResult>
  /** The statements as the connection knows them. */
  readonly entries: ReadonlyArray<CachedStatement | null>
  /** To be called when it has ended: notes what the server has parsed. */
  readonly note: () => void
}

/**
 * One request of several statements, with one Sync at its end: outside a transaction the server keeps all of them or
 * none, and after an error it passes over the rest. If it is `timed`, each answer comes as soon as it is there.
 */
export const makePipeline = (
  statements: ReadonlyArray<EncodedStatement>,
  known: (sql: string) => CachedStatement | null,
  cache: Pick<StatementCache, "takeForgotten">,
  timed: boolean,
): Pipeline => {
  const results: Array<RowsResult> = []
  const entries: Array<CachedStatement | null> = []
  const parses: Array<{ readonly entry: CachedStatement | null; readonly name: string }> = []
  const exchange: Exchange = makeExchange(
    (wire) => {
      // First, since an error passes over what follows it: names that are forgotten meanwhile are left for the next.
      for (const name of cache.takeForgotten()) wire.close({ type: "S", name })
      const named = new Set<string>()
      for (const { options, sql, values } of statements) {
        const entry = known(sql)
        const name = entry?.name ?? ""
        entries.push(entry)
        if (entry === null || (!entry.parsed && !named.has(name))) {
          wire.parse({ text: sql, name })
          parses.push({ entry, name })
          if (name !== "") named.add(name)
        }
        wire.bind({ portal: "", statement: name, values })
        if (options.columns === true) wire.describe({ type: "P", name: "" })
        wire.execute({ portal: "", rows: 0 })
        // Else the server would keep its answers until it has many, and nobody would know which statement takes long.
        if (timed) wire.flush()
      }
      wire.sync()
    },
    {
      completed: () => {
        results.push(resultOf(exchange.answer))
        exchange.answer.rows = []
        exchange.answer.fields = null
        exchange.answer.tag = null
        exchange.progressed?.()
      },
    },
  )
  const note = (): void => {
    for (const { entry, name } of parses.slice(0, exchange.answer.parsed)) {
      if (entry !== null && name !== "" && entry.name === name) entry.parsed = true
    }
  }
  return { exchange, results, entries, note }
}
