import { randomUUID } from "node:crypto"
import type { Handle } from "./client.js"
import { aggregates } from "./functions/aggregates.js"
import type { SqlValue } from "./functions/argument.js"
import { arithmetic } from "./functions/arithmetic.js"
import { decimalKey } from "./functions/decimal-key.js"
import { datetime } from "./functions/datetime.js"
import { extremes } from "./functions/extreme.js"
import { int64 } from "./functions/int64.js"
import { intervalKey, intervalText } from "./functions/interval.js"
import { orderedSets } from "./functions/ordered-set.js"
import { overAggregates } from "./functions/over.js"
import { regexp, regexps } from "./functions/regexp.js"
import { rounding } from "./functions/rounding.js"
import { statistics } from "./functions/statistics.js"
import { text } from "./functions/text.js"

const functions: Readonly<Record<string, (...args: ReadonlyArray<SqlValue>) => SqlValue>> = {
  ...arithmetic,
  ...rounding,
  ...datetime,
  ...extremes,
  ...int64,
  ...text,
  fulmar_decimal_key: (x = null) => decimalKey(x),
  fulmar_interval: (x = null) => intervalText(x),
  fulmar_interval_key: (x = null) => intervalKey(x),
  ...regexps,
  regexp: (pattern = null, text = null) => regexp(pattern, text),
}

/** Another value each time. */
const random: Readonly<Record<string, () => SqlValue>> = {
  fulmar_random: () => Math.random(),
  fulmar_uuid: () => randomUUID(),
}

/** Installs what the dialect calls and SQLite does not have; called once for each connection. */
export const installFunctions = (db: Handle): void => {
  for (const [name, body] of Object.entries(functions)) {
    const options = { deterministic: true, safeIntegers: true, varargs: true }
    db.function(name, options, body as (...args: Array<unknown>) => unknown)
  }
  for (const [name, body] of Object.entries(random)) {
    db.function(name, { deterministic: false }, body)
  }
  for (const [name, aggregate] of Object.entries({ ...aggregates, ...overAggregates })) {
    db.aggregate(name, { deterministic: true, safeIntegers: true, ...aggregate })
  }
  for (const [name, aggregate] of Object.entries({ ...statistics, ...orderedSets })) {
    db.aggregate(name, { deterministic: true, safeIntegers: true, varargs: true, ...aggregate })
  }
}
