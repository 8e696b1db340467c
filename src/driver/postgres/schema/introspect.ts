import { byName, isWanted } from "../../../core/schema/by-name.js"
import type { DatabaseSchema, EnumSchema, SequenceSchema } from "../../../core/schema/database-schema.js"
import type { Asking, IntrospectOptions } from "../../../core/schema/schema-dialect.js"
import { type Namespaces, notOfExtension, readTables } from "./read-tables.js"

const within = "n.nspname in (select json_array_elements_text(cast(? as json)))"

const enums = `
  select n.nspname::text, t.typname::text, (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)::text,
    obj_description(t.oid, 'pg_type')
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where ${within} and t.typtype = 'e' and ${notOfExtension("pg_type", "t.oid")}
  order by 1, 2`

const sequences = `
  select n.nspname::text, c.relname::text, s.seqstart::text, s.seqincrement::text
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  where ${within} and ${notOfExtension("pg_class", "c.oid")}
    and not exists (select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype in ('a', 'i'))
  order by 1, 2`

/** The names of the schemas that are read. One that is asked for by its name is shown by it. */
function* namespacesOf(options: IntrospectOptions): Asking<Namespaces> {
  const asked = options.schemas ?? [null]
  const [row] = yield { sql: "select current_schema()::text", params: [], columns: 1 }
  const current = row?.[0] ?? "public"
  return {
    names: [...new Set(asked.map((schema) => schema ?? current))],
    shown: (name) => (name === current && asked.includes(null) ? null : name),
  }
}

/** Reads the catalogs of PostgreSQL. */
export function* introspect(options: IntrospectOptions): Asking<DatabaseSchema> {
  const of = yield* namespacesOf(options)
  const params = [JSON.stringify(of.names)]
  const { tables, views } = yield* readTables(of)
  const enumRows = yield { sql: enums, params, columns: 4 }
  const sequenceRows = yield { sql: sequences, params, columns: 4 }
  return {
    dialect: "PostgreSQL",
    tables: byName(tables.filter((t) => isWanted(options, t.name))),
    views: byName(views.filter((v) => isWanted(options, v.name))),
    enums: byName(
      enumRows.map(([schema, name, labels, comment]): EnumSchema => ({
        schema: of.shown(schema!),
        name: name!,
        labels: labels === null ? [] : (JSON.parse(labels!) as ReadonlyArray<string>),
        comment: comment!,
      })),
    ),
    sequences: byName(
      sequenceRows.map(([schema, name, start, increment]): SequenceSchema => ({
        schema: of.shown(schema!), name: name!, start: start!, increment: increment!,
      })),
    ),
  }
}
