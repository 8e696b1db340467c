import type { ColumnSpec } from "../core/column-spec.js"

/** A row, a record or an input, whose types are checked where it is given. */
export type Rec = Readonly<Record<string, unknown>>

/** What a rule says of a value: it holds, or not, and why. */
export type Verdict = boolean | string

/** What is done with the value of a field once it fits the column: it is judged, or replaced. */
export type FieldStep =
  | { readonly _tag: "Validate"; readonly test: (value: any) => Verdict }
  | { readonly _tag: "Transform"; readonly by: (value: any) => unknown }

/** How many rows a nested field holds. */
export type NestedKind = "one" | "oneOrNull" | "list"

export interface NestedSpec {
  readonly kind: NestedKind
  readonly model: ModelNode
}

/** A field of a model: a column, or rows of another model. */
export interface FieldNode {
  readonly key: string
  readonly of: { readonly _tag: "Column"; readonly spec: ColumnSpec } | { readonly _tag: "Nested"; readonly spec: NestedSpec }
  /** The other name that input may have it under. */
  readonly inputName: string | null
  /** The name it is dumped under by alias. */
  readonly outputName: string | null
  readonly hidden: boolean
  readonly preprocess: ReadonlyArray<(raw: unknown) => unknown>
  readonly steps: ReadonlyArray<FieldStep>
}

/** What values of a model are: whole rows, what an insert needs, or what an update may set. */
export type Form = "row" | "create" | "update"

/** What a model is at run time. */
export interface ModelNode {
  readonly name: string
  readonly form: Form
  readonly fields: ReadonlyArray<FieldNode>
  readonly preprocess: ReadonlyArray<(raw: unknown) => unknown>
  readonly rules: ReadonlyArray<RowRule>
  readonly computed: ReadonlyArray<readonly [key: string, of: (row: any) => unknown]>
}

/** A rule on several fields; `whole` are the fields of the model it was made for, where this one is only a part of that. */
export interface RowRule {
  readonly test: (row: any) => Verdict
  readonly whole: ReadonlyArray<FieldNode> | null
}
