import { type QueryNode, type RawQueryNode, type SelectNode, type SetNode, type SourceNode, withClauses } from "../query-node.js"
import { type Leaf, queryOutput, WITNESS } from "../selection.js"
import { reopen, sortExprs } from "../query/block.js"
import { columnSpec } from "../column-spec.js"
import { countType } from "../count-type.js"
import { aggregateNode, columnNode, type ExprNode, isExprNode, logicalNode } from "../expr-node.js"
import { children, groupKeys, type Rewrite, rewriteExpr } from "../traverse.js"
import { checkDistinct, checkGrouping, isGrouped } from "./check.js"
import { printCteUse } from "./cte.js"
import { printCanonical, printExpr, printKey, printParts } from "./expr.js"
import { printGiven } from "./leaf.js"
import { type Block, blockOf, lowerClosed } from "./lower.js"
import { pickedFirst, printDistinctOn } from "./distinct-on.js"
import { nativeOf, printFunction, renameColumns } from "./function.js"
import { printModifiers } from "./table-modifiers.js"
import { unitedSets } from "./grouping-sets.js"
import { lockable } from "./lockable.js"
import { printLocks } from "./lock.js"
import { printNumbered } from "./numbered.js"
import { printOperand } from "./operand.js"
import { printClauseKey, printOrderBy, telling } from "./order.js"
import { printWindows } from "./over.js"
import { printValues } from "./values.js"
import { Prec } from "./precedence.js"
import { withTies } from "./with-ties.js"
import {
  bringIntoScope,
  noteName,
  type Printer,
  printSubquery,
  refuse,
  separated,
  type Wanted,
} from "./printer.js"

/** Prints a query. */
export const printQuery = (p: Printer, q: QueryNode, wanted: Wanted = {}): void => {
  // Inside a query its columns are qualified, whatever stands around it.
  const bare = p.bare
  p.bare = false
  switch (q._tag) {
    case "Select":
      printSelect(p, q, wanted)
      break
    case "Set":
      printSet(p, q, wanted)
      break
    case "RawQuery":
      printRawQuery(p, q, wanted)
      break
  }
  p.bare = bare
}

/** The leaves in the order that is wanted. */
const arrange = (p: Printer, leaves: ReadonlyArray<Leaf>, wanted: Wanted): ReadonlyArray<Leaf> => {
  if (wanted.paths === undefined) {
    return leaves
  }
  const byPath = new Map(leaves.map((leaf) => [leaf.path, leaf]))
  const missing = wanted.paths.filter((path) => !byPath.has(path))
  if (missing.length > 0 || leaves.length !== wanted.paths.length) {
    const names = (paths: Iterable<string>): string => [...paths].map((path) => path.slice(1)).join(", ")
    return refuse(
      p,
      `the operands of a set operation have different columns: ${names(wanted.paths)} and ${names(byPath.keys())}`,
      "select the same keys in both",
    )
  }
  return wanted.paths.map((path) => byPath.get(path)!)
}

const printColumns = (p: Printer, leaves: ReadonlyArray<Leaf>, wanted: Wanted, silentGroup = false): void => {
  if (leaves.length === 0) {
    return refuse(p, "nothing is selected", "select at least one column")
  }
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i]!
    if (i > 0) {
      p.sql += ", "
    }
    const counts = silentGroup && i === 0
    p.sql += counts ? "case when count(*) >= 0 then " : ""
    if (wanted.print === undefined) {
      printExpr(p, leaf.expr, Prec.lowest)
    } else {
      wanted.print(leaf.expr)
    }
    p.sql += counts ? " end" : ""
    const name = wanted.names === undefined ? leaf.name : wanted.names[i]!
    if (counts || wanted.sorted === true || wanted.print !== undefined || !isNamed(p, leaf.expr, name)) {
      p.sql += ` as ${p.dialect.quote(name)}`
    }
  }
}

/** Does the expression give its column the name by itself? */
const isNamed = (p: Printer, e: ExprNode, name: string): boolean =>
  e._tag === "Column" && e.name === name && !p.renamed.has(e.table)

const noWitnesses: ReadonlyMap<string, string> = new Map()

/** The constant columns that tell which tables are absent, by table. */
export const witnessesOf = (leaves: ReadonlyArray<Leaf>): ReadonlyMap<string, string> => {
  let witnesses = noWitnesses
  for (const { expr } of leaves) {
    if (expr._tag === "Column" && expr.key === WITNESS) {
      witnesses = new Map(witnesses).set(expr.table, expr.name)
    }
  }
  return witnesses
}

const printSelect = (p: Printer, select: SelectNode, wanted: Wanted): void => {
  const q = lockable(withTies(p, pickedFirst(p, select)))
  const output = queryOutput(q)
  const { leaves } = output
  if (p.scope.length === 0 && q === select) {
    p.output = [q, output]
  }
  const lowered = q.from._tag === "ClosedSource" ? lowerClosed(p, q, q.from.query, leaves) : blockOf(q, leaves)
  const block = unitedSets(p, lowered)
  const depth = p.scope.length
  const witnesses = witnessesOf(block.leaves)
  const sources = [block.from, ...block.joins.map((j) => j.source)]
  const renamed = renameColumns(p, sources)
  for (const source of sources) {
    if (source._tag === "ClosedSource") {
      return refuse(p, "a closed block was joined", "give it a name with as")
    }
    const { ref } = source.table
    if (source._tag !== "DerivedSource" || source.table.columns.length > 0) {
      noteName(p, ref)
    }
    // The name of a derived table that meets one of the user's is another the next time.
    if (p.scope.indexOf(ref, depth) >= 0 && p.underscores < p.prefix.length) {
      refuse(p, `table "${ref}" is in from/join twice`, "give one of them another name with alias")
    }
    bringIntoScope(p, ref)
  }
  const grouped = isGrouped(block)
  if (grouped) {
    checkGrouping(p, block)
  }
  checkDistinct(p, block)
  const { keys } = p
  if (p.dialect.numbered) {
    p.keys = withKeys(keys, block)
  }
  p.sql += block.distinct && wanted.rows === undefined ? "select distinct " : "select "
  printDistinctOn(p, block)
  if (wanted.rows !== undefined) {
    wanted.rows(
      block.leaves.map((leaf) => leaf.expr),
      () => {
        printOrderBy(p, block.orderBy)
        printLimit(p, block)
      },
    )
  } else if (wanted.row !== undefined) {
    wanted.row(block.leaves.map((leaf) => leaf.expr))
  } else {
    const told = block.distinct ? canonical(p, block.leaves, wanted) : wanted
    // A column of a query around has no name to sort by either.
    const unnamed = block.leaves.some(({ expr: e }) => e._tag === "Column" && p.scope.indexOf(e.table, depth) < 0)
    const named = block.joins.length > 0 || unnamed ? told : { ...told, sorted: false }
    printColumns(p, arrange(p, block.leaves, wanted), named, grouped && isSilentGroup(block))
  }
  p.sql += " from "
  printSource(p, block.from, witnesses, depth)
  let before = depth + 1
  for (const join of block.joins) {
    if (join.kind === "full" && !p.dialect.fullJoin) {
      refuse(p, `${p.dialect.name} has no full join`, "unite a left join and a right join with unionAll")
    }
    const lateral = join.lateral && !(join.source._tag === "FunctionSource" && nativeOf(p, join.source) !== null)
    if (lateral && !p.dialect.capabilities.has("lateral")) {
      refuse(p, `${p.dialect.name} has no lateral join`, "nest the rows with many, or number them with a window function")
    }
    p.sql += ` ${join.kind} join ${lateral ? "lateral " : ""}`
    printSource(p, join.source, witnesses, join.lateral ? before : depth)
    before += 1
    if (join.on !== null) {
      p.sql += " on "
      printExpr(p, join.on, Prec.lowest)
    }
  }
  printConditions(p, " where ", block.where)
  if (block.grouped && block.groupBy.length > 0) {
    p.sql += " group by "
    separated(p, block.groupBy, ", ", (e) => printClauseKey(p, e, () => printKey(p, e, Prec.or)))
  }
  printConditions(p, " having ", toldApart(p, block))
  printWindows(p, block)
  if (wanted.rows === undefined) {
    // Distinct rows are sorted by what is selected, and a constant is not printed alike in both places.
    printOrderBy(p, block.distinct ? telling(block.orderBy) : block.orderBy)
    printLimit(p, block)
  }
  printLocks(p, block.locks)
  p.keys = keys
  p.renamed = renamed
  p.scope.length = depth
}

/** The values, the parameters and what holds a query in an expression. */
const givenIn = (e: ExprNode): ReadonlyArray<ExprNode> => {
  switch (e._tag) {
    case "Value":
    case "Param":
    case "Exists":
    case "Scalar":
    case "Nested":
    case "InQuery":
    case "QuantifiedQuery":
      return [e]
    default:
      return children(e).flatMap(givenIn)
  }
}

/**
 * What is given in what the block's rows are grouped by or told apart by: such an expression is known again by its
 * placeholders, and by the names in its queries.
 */
const withKeys = (keys: Printer["keys"], block: Block): Printer["keys"] => {
  if (!block.grouped && !block.distinct && block.distinctOn === null) {
    return keys
  }
  const own = [
    ...(block.grouped ? block.groupBy : []),
    ...(block.distinct || block.distinctOn !== null ? sortExprs(block) : []),
  ].flatMap(givenIn)
  return own.length === 0 ? keys : [...keys, ...own]
}

/** Is the block, which is of groups, one group of all rows, without a selected aggregate by which every database would know it? */
const isSilentGroup = (block: Block): boolean =>
  block.groupBy.length === 0 && !block.leaves.some((leaf) => showsAggregate(leaf.expr))

/** Is there an aggregate in what is printed? A test for membership in an empty list prints none. */
const showsAggregate = (e: ExprNode): boolean =>
  e._tag === "Aggregate" || (!(e._tag === "In" && e.items.length === 0) && children(e).some(showsAggregate))

/** What rows are told apart by must be written alike where it is equal. */
const canonical = (p: Printer, leaves: ReadonlyArray<Leaf>, wanted: Wanted): Wanted =>
  wanted.print === undefined && leaves.some((leaf) => p.dialect.sortKey(leaf.expr.type) !== null)
    ? { ...wanted, print: (e) => printCanonical(p, e) }
    : wanted

/** The conditions of HAVING, where a database that looks for a key by its name alone finds those that share one. */
const toldApart = (p: Printer, { groupBy, having }: Block): ReadonlyArray<ExprNode> => {
  if (p.dialect.sharedKeys || having.length === 0) {
    return having
  }
  const columns = groupKeys(groupBy).filter((e) => e._tag === "Column")
  const told: Rewrite = (e) => {
    if (e._tag !== "Column") {
      return e._tag === "Aggregate" ? e : null
    }
    const tables = columns.filter((c) => c.name === e.name).map((c) => c.table)
    return tables.includes(e.table) && tables.some((table) => table !== e.table)
      ? aggregateNode(e.type, "min", [e], "always")
      : null
  }
  return having.map((e) => rewriteExpr(e, told))
}

/** Prints conditions joined with AND, if there are any. */
export const printConditions = (p: Printer, word: string, conditions: ReadonlyArray<ExprNode>): void => {
  if (conditions.length === 1) {
    p.sql += word
    printExpr(p, conditions[0]!, Prec.lowest)
  } else if (conditions.length > 0) {
    p.sql += word
    printExpr(p, logicalNode(conditions.find(isExprNode)?.type ?? countType, "and", conditions), Prec.lowest)
  }
}

const printLimit = (p: Printer, { limit, offset, ties }: Pick<SelectNode, "limit" | "offset" | "ties">): void => {
  if (limit !== null && !ties) {
    p.sql += " limit "
    printRowCount(p, limit)
  } else if (limit === null && offset !== null && p.dialect.unlimited !== null) {
    p.sql += ` limit ${p.dialect.unlimited}`
  }
  if (offset !== null) {
    p.sql += " offset "
    printRowCount(p, offset)
  }
  if (limit !== null && ties) {
    p.sql += " fetch first "
    printRowCount(p, limit)
    p.sql += " rows with ties"
  }
}

/** Prints the number of a LIMIT or OFFSET. */
export const printRowCount = (p: Printer, e: ExprNode): void =>
  e._tag === "Value" || e._tag === "Param" ? printGiven(p, e, "fixed") : printExpr(p, e, Prec.lowest)

/** Prints a source of FROM or a join. The first `around` tables in scope are those of the queries around its query. */
export const printSource = (p: Printer, source: SourceNode, witnesses: ReadonlyMap<string, string>, around = 0): void => {
  const quote = p.dialect.quote
  if (source._tag === "ClosedSource") {
    return refuse(p, "a closed block was joined", "give it a name with as")
  }
  const { hints, ref, sample } = source.table
  if (hints.length > 0 && source._tag !== "TableSource") {
    return refuse(p, `"${ref}" is a query, whose rows have no index`, "give the hints to the tables in it")
  }
  if (sample !== null && source._tag !== "TableSource") {
    return refuse(p, `"${ref}" is a query, which has no TABLESAMPLE`, "give it to the tables in it")
  }
  // A constant column tells a row of NULLs from no row.
  const witness = witnesses.get(ref)
  const wrapped = witness !== undefined
  if (wrapped) {
    p.sql += `(select *, 1 as ${quote(witness)} from `
  }
  switch (source._tag) {
    case "TableSource": {
      const { name, schema } = source.table
      p.tables.add(name)
      const own = p.target?.name === name && p.target.schema === schema && !p.dialect.command.readsTarget
      // With a LIMIT the rows are copied before any is changed.
      p.sql += own && !wrapped ? "(select * from " : ""
      p.sql += schema === null ? quote(name) : `${quote(schema)}.${quote(name)}`
      if (own || wrapped) {
        printModifiers(p, source.table)
      }
      p.sql += own ? ` limit ${p.dialect.unlimited}` : ""
      p.sql += own && !wrapped ? ")" : ""
      if ((ref !== name || own) && !wrapped) {
        p.sql += ` as ${quote(ref)}`
      }
      if (!own && !wrapped) {
        printModifiers(p, source.table)
      }
      break
    }
    case "DerivedSource": {
      // The tables beside it are not in its scope, those of the queries around are.
      const { scope: outer, hidden } = p
      p.scope = p.dialect.correlatedDerived ? outer.slice(0, around) : []
      p.hidden = p.dialect.correlatedDerived ? hidden : [...hidden, ...outer.slice(0, around)]
      printSubquery(
        p,
        source.query,
        source.query._tag === "RawQuery" ? { names: queryOutput(source.query).leaves.map((leaf) => leaf.name) } : {},
      )
      p.scope = outer
      p.hidden = hidden
      p.sql += wrapped ? ` as ${quote("_rows")}` : ` as ${quote(ref)}`
      break
    }
    case "FunctionSource":
      printFunction(p, source, around)
      break
    case "ValuesSource":
      printValues(p, source)
      break
    case "CteSource":
      printCteUse(p, source.cte)
      p.sql += quote(source.cte.name)
      if (ref !== source.cte.name && !wrapped) {
        p.sql += ` as ${quote(ref)}`
      }
      break
  }
  if (wrapped) {
    p.sql += `) as ${quote(ref)}`
  }
}

/** Is every key of a set operation's ORDER BY one of its columns by name, as the databases want it? */
const sortsByName = (p: Printer, q: SetNode): boolean =>
  q.orderBy.every(
    (o) =>
      o.expr._tag === "Column" &&
      o.expr.table === "" &&
      p.dialect.sortKey(o.expr.type) === null &&
      (o.nulls === null || p.dialect.nullsOrder),
  )

const printSet = (p: Printer, q: SetNode, wanted: Wanted): void => {
  if (!sortsByName(p, q) || wanted.print !== undefined || wanted.row !== undefined || (wanted.names !== undefined && q.orderBy.length > 0)) {
    const plain = reopen(Object.freeze({ ...q, orderBy: [], limit: null, offset: null }))
    return printSelect(p, withClauses(plain, { orderBy: q.orderBy, limit: q.limit, offset: q.offset }), wanted)
  }
  const paths = wanted.paths ?? queryOutput(q).leaves.map((leaf) => leaf.path)
  const told = q.op === "union all" ? { paths } : canonical(p, queryOutput(q).leaves, { paths })
  if ((q.op === "intersect all" || q.op === "except all") && !p.dialect.multisets) {
    const names = wanted.names ?? queryOutput(q).leaves.map((leaf) => leaf.name)
    printNumbered(p, q, told, names)
    printOrderBy(p, q.orderBy)
    return printLimit(p, { ...q, ties: false })
  }
  const sorted = wanted.sorted === true || q.orderBy.length > 0
  printOperand(p, q.left, true, { ...told, ...wanted, paths, sorted })
  p.sql += ` ${q.op} `
  printOperand(p, q.right, false, told)
  printOrderBy(p, q.orderBy)
  printLimit(p, { ...q, ties: false })
}

const printRawQuery = (p: Printer, q: RawQueryNode, wanted: Wanted): void => {
  const named = wanted.paths !== undefined || wanted.names !== undefined || wanted.print !== undefined
  const { leaves } = queryOutput(q)
  // What its columns are called only the database knows, so a CTE gives them names.
  const columns = leaves.map((leaf, i) => ({
    ...leaf,
    expr: columnNode("", `c${i}`, `c${i}`, columnSpec(leaf.expr.type)),
  }))
  const raw = p.dialect.quote("_raw_query")
  if (named) {
    p.sql += `with ${raw} (${columns.map((c) => p.dialect.quote(c.expr.name)).join(", ")}) as (`
  }
  const unchecked = p.unchecked
  p.unchecked = true
  printParts(p, q.parts)
  p.unchecked = unchecked
  if (named) {
    p.sql += ") select "
    printColumns(p, arrange(p, columns, wanted), wanted)
    p.sql += ` from ${raw}`
  }
}
