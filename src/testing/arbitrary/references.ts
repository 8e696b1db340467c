import type { TableData } from "../../core/table-data.js"

/** Columns that refer to columns of another table. */
export interface Reference {
  readonly columns: ReadonlyArray<string>
  readonly table: string
  readonly schema: string | null
  /** Names in the database. */
  readonly target: ReadonlyArray<string>
}

/** The references of a table: those of its columns, and its foreign keys. */
export const referencesOf = (data: TableData): ReadonlyArray<Reference> => [
  ...data.columns.flatMap((c) => {
    const target = c.spec.references?.target()
    return target === undefined ? [] : [{ columns: [c.key], table: target.table, schema: target.schema, target: [target.column] }]
  }),
  ...data.constraints().flatMap((c) => {
    if (c._tag !== "ForeignKey") {
      return []
    }
    const target = c.target()
    return [{ columns: c.columns, table: target.table, schema: target.schema, target: target.columns }]
  }),
]
