import type { Probe } from "./probe.js"
import { aggregateProbes } from "./aggregate.js"
import { arrayProbes } from "./array.js"
import { commandProbes } from "./command.js"
import { insertProbes } from "./insert.js"
import { joinProbes } from "./join.js"
import { jsonProbes } from "./json.js"
import { lockProbes } from "./lock.js"
import { mergeProbes } from "./merge.js"
import { queryProbes } from "./query.js"
import { rangeProbes } from "./range.js"
import { returningProbes } from "./returning.js"
import { searchProbes } from "./search.js"
import { seriesProbes } from "./series.js"
import { sequenceProbes } from "./sequence.js"
import { datetimeProbes } from "./datetime.js"
import { textProbes } from "./text.js"
import { windowProbes } from "./window.js"

/** A probe of every capability that a layer of fulmar declares. */
export const registry: Readonly<Record<string, Probe>> = {
  ...datetimeProbes,
  ...sequenceProbes,
  ...textProbes,
  ...joinProbes,
  ...queryProbes,
  ...lockProbes,
  ...returningProbes,
  ...insertProbes,
  ...windowProbes,
  ...arrayProbes,
  ...aggregateProbes,
  ...jsonProbes,
  ...commandProbes,
  ...rangeProbes,
  ...searchProbes,
  ...seriesProbes,
  ...mergeProbes,
}
