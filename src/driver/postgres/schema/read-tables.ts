import type { ReferentialAction } from "../../../core/column-spec.js"
import { compareText } from "../../../core/schema/by-name.js"
import type {
  ColumnSchema,
  ForeignKeySchema,
  IndexKeySchema,
  IndexSchema,
  TableSchema,
  ViewSchema,
} from "../../../core/schema/database-schema.js"
import type { Asking } from "../../../core/schema/schema-dialect.js"
import { sqlTokens, textOf, withoutParentheses } from "../../../core/schema/sql-text.js"
import { shortType } from "./type-text.js"

/** Of which schemas things are read, and by what name these are shown. */
export interface Namespaces {
  readonly names: ReadonlyArray<string>
  readonly shown: (name: string) => string | null
}

/** The schemas as a row source. */
const within = "n.nspname in (select json_array_elements_text(cast(? as json)))"

/** Not a part of an extension, which its CREATE EXTENSION makes. */
export const notOfExtension = (catalog: string, oid: string): string =>
  `not exists (select from pg_depend x where x.classid = '${catalog}'::regclass and x.objid = ${oid} and x.deptype = 'e')`

const relations = `
  select n.nspname::text, c.relname::text, c.relkind::text, obj_description(c.oid, 'pg_class'),
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, c.relpersistence::text,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${within} and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and ${notOfExtension("pg_class", "c.oid")}
  order by 1, 2`

const columns = `
  select n.nspname::text, c.relname::text, a.attname::text,
    case when coalesce(e.typtype, t.typtype) = 'e'
      then case when pg_type_is_visible(coalesce(e.oid, t.oid)) then '' else (
          select '"' || replace(m.nspname, '"', '""') || '".' from pg_namespace m where m.oid = coalesce(e.typnamespace, t.typnamespace)
        ) end
        || '"' || replace(coalesce(e.typname, t.typname), '"', '""') || '"' || case when e.oid is null then '' else '[]' end
      end,
    format_type(a.atttypid, a.atttypmod), a.attnotnull::text, pg_get_expr(d.adbin, d.adrelid), a.attidentity::text,
    a.attgenerated::text, col_description(c.oid, a.attnum),
    (select quote_ident(l.collname) from pg_collation l where l.oid = a.attcollation and a.attcollation <> t.typcollation),
    exists (
      select from pg_depend x join pg_class s on s.oid = x.objid and s.relkind = 'S'
      where x.classid = 'pg_class'::regclass and x.refobjid = c.oid and x.refobjsubid = a.attnum and x.deptype = 'a'
    )::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where ${within} and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  order by 1, 2, a.attnum`

const named = (numbers: string, table: string): string =>
  `(select json_agg(a.attname order by o.place) from unnest(${numbers}) with ordinality o (number, place)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = o.number)::text`

const constraints = `
  select n.nspname::text, c.relname::text, k.conname::text, k.contype::text, ${named("k.conkey", "k.conrelid")},
    fn.nspname::text, fc.relname::text, ${named("k.confkey", "k.confrelid")}, k.confdeltype::text, k.confupdtype::text,
    k.condeferrable::text, k.condeferred::text, pg_get_expr(k.conbin, k.conrelid)
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_class fc on fc.oid = k.confrelid left join pg_namespace fn on fn.oid = fc.relnamespace
  where ${within} and k.contype in ('p', 'u', 'f', 'c') and not c.relispartition
  order by 1, 2, 3`

const indexes = `
  select n.nspname::text, c.relname::text, ic.relname::text, am.amname::text, i.indisunique::text, pg_get_expr(i.indpred, i.indrelid),
    (select json_agg(json_build_array(
        a.attname, case when i.indkey[p] = 0 then pg_get_indexdef(i.indexrelid, p + 1, false) end, i.indoption[p],
        (select quote_ident(oc.opcname) from pg_opclass oc where oc.oid = i.indclass[p] and not oc.opcdefault),
        (select l.collname from pg_collation l where l.oid = i.indcollation[p] and i.indcollation[p] <> a.attcollation),
        p < i.indnkeyatts
      ) order by p)
      from generate_series(0, i.indnatts - 1) p left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[p]
        and i.indkey[p] <> 0)::text
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_class ic on ic.oid = i.indexrelid
    join pg_am am on am.oid = ic.relam join pg_namespace n on n.oid = c.relnamespace
  where ${within} and not c.relispartition and c.relkind in ('r', 'p')
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  order by 1, 2, 3`

type Row = ReadonlyArray<string | null>

const columnOf = (row: Row): ColumnSchema => {
  const [, , name, enumeration, type, notNull, expression, identity, generated, comment, collation, owned] = row
  const written = enumeration ?? shortType(type!)
  const isGenerated = generated === "s" || generated === "v"
  const serial = owned === "true" && expression !== null && expression!.startsWith("nextval(")
  return {
    name: name!,
    type: collation === null ? written : `${written} collate ${collation}`,
    nullable: notNull !== "true",
    default: isGenerated || serial ? null : expression!,
    generated: isGenerated ? { expression: expression!, stored: generated === "s" } : null,
    identity: identity === "a" ? "always" : identity === "d" ? "by default" : serial ? "serial" : null,
    comment: comment!,
  }
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
}

const list = (json: string | null | undefined): ReadonlyArray<string> => (json === null || json === undefined ? [] : (JSON.parse(json) as ReadonlyArray<string>))

const foreignKeyOf = (row: Row, { shown }: Namespaces): ForeignKeySchema => ({
  name: row[2]!,
  columns: list(row[4]),
  target: { schema: shown(row[5]!), name: row[6]! },
  targetColumns: list(row[7]),
  onDelete: actions[row[8]!]!,
  onUpdate: actions[row[9]!]!,
  deferrable: row[10] !== "true" ? null : row[11] === "true" ? "initially deferred" : "initially immediate",
  index: null,
})

const stripped = (sql: string): string => textOf(sql, withoutParentheses(sqlTokens(sql)))

type Key = readonly [string | null, string | null, number | null, string | null, string | null, boolean]

const keyOf = ([column, expression, option, operatorClass, collation]: Key): IndexKeySchema => {
  const descending = ((option ?? 0) & 1) === 1
  const nullsFirst = ((option ?? 0) & 2) === 2
  return {
    column,
    expression: expression === null ? null : stripped(expression),
    order: descending ? "desc" : "asc",
    nulls: descending === nullsFirst ? null : nullsFirst ? "first" : "last",
    length: null,
    collation,
    operatorClass,
  }
}

const indexOf = (row: Row): IndexSchema => {
  const keys = JSON.parse(row[6]!) as ReadonlyArray<Key>
  return {
    name: row[2]!,
    keys: keys.filter((key) => key[5]).map(keyOf),
    unique: row[4] === "true",
    include: keys.flatMap((key) => (key[5] ? [] : [key[0]!])),
    where: row[5] === null ? null : stripped(row[5]!),
    using: row[3] === "btree" ? null : row[3]!,
  }
}

const optionsOf = (partition: string | null, persistence: string): string | null =>
  partition !== null ? `partition by ${partition}` : persistence === "u" ? "unlogged" : null

/** Rows by the table that they are of. */
const grouped = (rows: ReadonlyArray<Row>): ReadonlyMap<string, ReadonlyArray<Row>> => {
  const groups = new Map<string, Array<Row>>()
  for (const row of rows) {
    const key = `${row[0]}\0${row[1]}`
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, [row])
    } else {
      group.push(row)
    }
  }
  return groups
}

/** Reads the tables and views of schemas. */
export function* readTables(of: Namespaces): Asking<{ readonly tables: ReadonlyArray<TableSchema>; readonly views: ReadonlyArray<ViewSchema> }> {
  const params = [JSON.stringify(of.names)]
  const found = yield { sql: relations, params, columns: 7 }
  const allColumns = yield { sql: columns, params, columns: 12 }
  const allConstraints = yield { sql: constraints, params, columns: 13 }
  const allIndexes = yield { sql: indexes, params, columns: 7 }
  const columnsBy = grouped(allColumns)
  const constraintsBy = grouped(allConstraints)
  const indexesBy = grouped(allIndexes)
  const tables: Array<TableSchema> = []
  const views: Array<ViewSchema> = []
  for (const [schema, name, kind, comment, partition, persistence, query] of found) {
    const key = `${schema}\0${name}`
    const its = { schema: of.shown(schema!), name: name!, columns: (columnsBy.get(key) ?? []).map(columnOf) }
    if (kind === "v" || kind === "m") {
      views.push({ ...its, query: query!.trim().replace(/;$/, ""), materialized: kind === "m" })
      continue
    }
    const constraint = (type: string): ReadonlyArray<Row> => (constraintsBy.get(key) ?? []).filter((row) => row[3] === type)
    const primary = constraint("p")[0]
    tables.push({
      ...its,
      primaryKey: primary === undefined ? null : { name: primary[2]!, columns: list(primary[4]) },
      uniques: constraint("u").map((row) => ({ name: row[2]!, columns: list(row[4]) })),
      foreignKeys: constraint("f").map((row) => foreignKeyOf(row, of)),
      checks: constraint("c").map((row) => ({ name: row[2]!, expression: stripped(row[12]!) })),
      indexes: (indexesBy.get(key) ?? []).map(indexOf).toSorted((a, b) => compareText(a.name, b.name)),
      triggers: [],
      comment: comment!,
      options: optionsOf(partition!, persistence!),
    })
  }
  return { tables, views }
}
