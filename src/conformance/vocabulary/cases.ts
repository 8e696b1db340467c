import { pipe } from "effect"
import { from, orderBy, select, where } from "../../core/index.js"
import { eq } from "../../expr/index.js"
import { everything, Kinds } from "../tables.js"
import { aggregates, orderedAggregates, orderedSets, places, regressions } from "./aggregate.js"
import { arithmetic } from "./arithmetic.js"
import { arrayQueries, arrays, elements, quantified } from "./array.js"
import { commandsOf, type ExpressionCase, expressionsOf, queriesOf, type ValueCase } from "./case.js"
import { casts } from "./cast.js"
import { fullJoins, groups, indexHints, joins, keyLocks, lateralFunctions, laterals, locks, parameters, rows, samples, walks } from "./clause.js"
import {
  commands, deleteReturning, duplicates, insertIgnores, insertReturning, insertReturningByKey, limited, matchAgainsts, merges, mergesReturning, modifying,
  overriding, replaceReturning, replaces, returningOld, sequences, updateReturning,
} from "./command.js"
import { comparison } from "./comparison.js"
import { conditional } from "./conditional.js"
import { dateCases } from "./date.js"
import { datetime } from "./datetime.js"
import { definitions } from "./definition.js"
import { edges } from "./edge.js"
import { documents, jsonConcats, jsonContained, jsonPatches, jsonPaths } from "./json.js"
import { documentsOfTexts, labels, mixed } from "./mixed.js"
import { numberCases } from "./number.js"
import { own } from "./own.js"
import { queries } from "./query.js"
import { ranges } from "./range.js"
import { regexes } from "./regex.js"
import { textSearches, vectors } from "./search.js"
import { subquery } from "./subquery.js"
import { ilikes, md5s, text } from "./text.js"
import { textParts } from "./text-part.js"
import { exclusions, groupsFrames, intervalFrames, windows } from "./window.js"
import { timeSeries, timeZones } from "./zone.js"

/** Expressions over `Kinds` with their values. */
export const expressionCases: ReadonlyArray<ExpressionCase> = [
  ...expressionsOf("arithmetic", [], arithmetic),
  ...expressionsOf("comparison", [], comparison),
  ...expressionsOf("conditional", [], conditional),
  ...expressionsOf("text", [], text),
  ...expressionsOf("datetime", [], datetime),
  ...expressionsOf("cast", [], casts),
  ...expressionsOf("subquery", [], subquery),
  ...expressionsOf("text parts", [], textParts(Kinds)),
  ...expressionsOf("numbers", [], numberCases(Kinds)),
  ...expressionsOf("dates", [], dateCases(Kinds)),
  ...expressionsOf("edges", [], edges),
  ...expressionsOf("json", [], documents),
  ...expressionsOf("json", [], documentsOfTexts),
  ...expressionsOf("mixed texts", [], mixed),
  ...expressionsOf("labels", [], labels),
  ...expressionsOf("regular expressions", [], regexes),
  ...expressionsOf("arrays", [], elements),
  ...expressionsOf("ilike", ["ilike"], ilikes),
  ...expressionsOf("md5", ["md5"], md5s),
  ...expressionsOf("time zones", ["timeZones"], timeZones),
  ...expressionsOf("arrays", ["arrays"], arrays),
  ...expressionsOf("quantified", ["quantified"], quantified),
  ...expressionsOf("ranges", ["ranges"], ranges),
  ...expressionsOf("json concat", ["jsonConcat"], jsonConcats),
  ...expressionsOf("json patch", ["jsonMergePatch"], jsonPatches),
  ...expressionsOf("json contains", ["jsonContains"], jsonContained),
  ...expressionsOf("json path", ["jsonPath"], jsonPaths),
  ...expressionsOf("text search", ["textSearch"], textSearches),
  ...expressionsOf("vectors", ["vectors"], vectors),
  ...Object.entries(own).flatMap(([database, cases]) => expressionsOf(`of ${database}`, [], cases, database)),
]

const whole = pipe(from(Kinds), where(eq(Kinds.id, everything.id)))
const both = pipe(from(Kinds), orderBy(Kinds.id))

/** The query of an expression alone, over the rows for which a case has values. */
export const statementOf = ({ chapter, expression, name, needs, only, values }: ExpressionCase): ValueCase => {
  const query = pipe(values.length === 1 ? whole : both, select({ x: expression }))
  return { chapter, name, needs, only, steps: [[query, values.map((x) => ({ x }))]], undone: false }
}

/** What everything of the vocabulary means, by examples. */
export const valueCases: ReadonlyArray<ValueCase> = [
  ...expressionCases.map(statementOf),
  ...queriesOf("query", [], queries),
  ...queriesOf("joins", [], joins),
  ...queriesOf("joins", [], lateralFunctions),
  ...queriesOf("joins", ["fullJoin"], fullJoins),
  ...queriesOf("joins", ["lateral"], laterals),
  ...queriesOf("groups", [], groups),
  ...queriesOf("rows", [], rows),
  ...commandsOf("rows", [], parameters),
  ...queriesOf("locks", ["rowLocks"], locks, true),
  ...queriesOf("locks", ["keyLocks"], keyLocks, true),
  ...queriesOf("index hints", ["indexHints"], indexHints),
  ...queriesOf("samples", ["tablesample"], samples),
  ...queriesOf("rows", ["searchCycle"], walks),
  ...queriesOf("series", ["timeSeries"], timeSeries),
  ...queriesOf("aggregates", [], aggregates),
  ...queriesOf("aggregates", [], places),
  ...queriesOf("aggregates", ["orderedAggregates"], orderedAggregates),
  ...queriesOf("aggregates", ["orderedSetAggregates"], orderedSets),
  ...queriesOf("aggregates", ["regression"], regressions),
  ...queriesOf("aggregates", ["arrays"], arrayQueries),
  ...queriesOf("windows", [], windows),
  ...queriesOf("windows", ["groupsFrame"], groupsFrames),
  ...queriesOf("windows", ["intervalFrame"], intervalFrames),
  ...queriesOf("windows", ["frameExclusion"], exclusions),
  ...commandsOf("commands", [], commands),
  ...commandsOf("commands", ["insert returning"], insertReturning),
  ...commandsOf("commands", ["insert returning by key"], insertReturningByKey),
  ...commandsOf("commands", ["update returning"], updateReturning),
  ...commandsOf("commands", ["returningOld"], returningOld),
  ...commandsOf("commands", ["delete returning"], deleteReturning),
  ...commandsOf("commands", ["replaceInto", "replace returning"], replaceReturning),
  ...commandsOf("commands", ["insertIgnore"], insertIgnores),
  ...commandsOf("commands", ["replaceInto"], replaces),
  ...commandsOf("commands", ["onDuplicateKey"], duplicates),
  ...commandsOf("commands", ["limitedCommands"], limited),
  ...commandsOf("commands", ["dataModifyingCte"], modifying),
  ...commandsOf("commands", ["merge"], merges),
  ...commandsOf("commands", ["merge", "merge returning"], mergesReturning),
  ...commandsOf("commands", ["overriding"], overriding, false),
  ...commandsOf("sequences", ["sequences"], sequences, false),
  ...commandsOf("full text", ["matchAgainst"], matchAgainsts, false),
  ...commandsOf("definitions", [], definitions, false),
]
