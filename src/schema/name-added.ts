import { keyOf, sameName } from "../core/schema/by-name.js"
import type { Change } from "../core/schema/change.js"
import type { DatabaseSchema, QualifiedName } from "../core/schema/database-schema.js"

/** The names of constraints that a table has, before and after. */
const taken = (schemas: ReadonlyArray<DatabaseSchema>, table: QualifiedName): Set<string> =>
  new Set(
    schemas.flatMap((schema) =>
      schema.tables
        .filter((t) => sameName(t, table))
        .flatMap((t) => [...t.uniques, ...t.checks, ...t.foreignKeys, ...t.indexes].flatMap((it) => it.name ?? [])),
    ),
  )

/** Gives constraints that are added a name, if they have none, by which they can be dropped again. */
export const nameAdded = (
  changes: ReadonlyArray<Change>,
  schemas: ReadonlyArray<DatabaseSchema>,
): ReadonlyArray<Change> => {
  const names = new Map<string, Set<string>>()
  const fresh = (table: QualifiedName, wanted: string): string => {
    const known = names.get(keyOf(table)) ?? taken(schemas, table)
    names.set(keyOf(table), known)
    let name = wanted
    for (let i = 2; known.has(name); i++) {
      name = `${wanted}_${i}`
    }
    known.add(name)
    return name
  }
  return changes.map((change): Change => {
    switch (change._tag) {
      case "AddUnique":
        return change.key.name !== null
          ? change
          : { ...change, key: { ...change.key, name: fresh(change.table, `uq_${change.table.name}_${change.key.columns.join("_")}`) } }
      case "AddForeignKey": {
        const { foreignKey, table } = change
        return foreignKey.name !== null
          ? change
          : { ...change, foreignKey: { ...foreignKey, name: fresh(table, `fk_${table.name}_${foreignKey.columns.join("_")}`) } }
      }
      case "AddCheck":
        return change.check.name !== null
          ? change
          : { ...change, check: { ...change.check, name: fresh(change.table, `ck_${change.table.name}`) } }
      default:
        return change
    }
  })
}
