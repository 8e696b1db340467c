import type { MigrationControl } from "../migration-control.js"

/** A number that others will hardly choose; advisory locks are those of one database. */
const key = "7381240360573985893"

/** Whether it is none of an extension, nor made with another thing: as the constructors of a range are. */
const own = (catalog: string, kinds = "'e'"): string =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = o.oid and d.deptype in (${kinds}))`

const here = "= (select oid from pg_namespace where nspname = current_schema())"

/** Migrations in PostgreSQL: all that its transactions can take back, and advisory locks. */
export const migration: MigrationControl = {
  script: {
    comment: /--[^\n]*/y,
    quoted:
      /[eE]'(?:[^'\\]+|\\[^]|'')*(?:'|\\?$)|'(?:[^']+|'')*(?:'|$)|"(?:[^"]+|"")*(?:"|$)|\$((?:[\p{L}_][\p{L}\p{N}_]*)?)\$(?:[^]*?\$\1\$|[^]*)/uy,
    nestedComments: true,
    delimiterLine: false,
    bodies: "function",
  },
  // Tried, not waited for: who waits holds a snapshot, for which CREATE INDEX CONCURRENTLY waits.
  lock: {
    take: `select pg_try_advisory_lock(${key})::int`,
    release: `select pg_advisory_unlock(${key})::int`,
  },
  hasTable: "select count(*) from pg_tables where schemaname = current_schema() and tablename = $1::text",
  // Others may be among those that PostgreSQL refuses in a transaction.
  undoable:
    /^(?:insert|update|delete|merge|comment|grant|revoke|(?:create(?:\s+or\s+replace)?|drop)\s+(?:table|view|function|procedure|trigger|type|schema|sequence))\b/i,
  foreignKeys: null,
  clear: {
    before: [],
    queries: [
      `select format('drop %s if exists %s cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view'
         when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'type' else 'table' end, o.oid::regclass)
       from pg_class o where relnamespace ${here} and relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and ${own("pg_class")}
       order by relkind = 'c', relkind = 'S', relkind in ('r', 'p', 'f')`,
      `select format('drop routine if exists %s cascade', o.oid::regprocedure)
       from pg_proc o where pronamespace ${here} and ${own("pg_proc", "'e', 'i'")}`,
      `select format('drop type if exists %s cascade', o.oid::regtype)
       from pg_type o where typnamespace ${here} and typtype in ('e', 'd', 'r') and ${own("pg_type")}`,
    ],
    after: [],
  },
}
