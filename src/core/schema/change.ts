import type {
  CheckSchema,
  ColumnSchema,
  EnumSchema,
  ForeignKeySchema,
  IndexSchema,
  KeySchema,
  QualifiedName,
  SequenceSchema,
  TableSchema,
  ViewSchema,
} from "./database-schema.js"

interface OfTable {
  readonly table: QualifiedName
}

/**
 * One difference between two schemas. Each has an inverse: `invert`. What is dropped is held in full, so that it can be made
 * again, without its rows.
 *
 * @since 0.1.0
 */
export type Change =
  | { readonly _tag: "CreateEnum"; readonly enum: EnumSchema }
  | { readonly _tag: "DropEnum"; readonly enum: EnumSchema }
  | { readonly _tag: "AlterEnum"; readonly from: EnumSchema; readonly to: EnumSchema }
  | { readonly _tag: "CreateSequence"; readonly sequence: SequenceSchema }
  | { readonly _tag: "DropSequence"; readonly sequence: SequenceSchema }
  | { readonly _tag: "AlterSequence"; readonly from: SequenceSchema; readonly to: SequenceSchema }
  | { readonly _tag: "CreateTable"; readonly table: TableSchema }
  | { readonly _tag: "DropTable"; readonly table: TableSchema }
  | { readonly _tag: "RenameTable"; readonly from: QualifiedName; readonly to: QualifiedName }
  | ({ readonly _tag: "CommentTable"; readonly from: string | null; readonly to: string | null } & OfTable)
  | ({ readonly _tag: "AddColumn"; readonly column: ColumnSchema } & OfTable)
  | ({ readonly _tag: "DropColumn"; readonly column: ColumnSchema } & OfTable)
  | ({ readonly _tag: "RenameColumn"; readonly from: string; readonly to: string } & OfTable)
  | ({ readonly _tag: "AlterColumn"; readonly from: ColumnSchema; readonly to: ColumnSchema } & OfTable)
  | ({ readonly _tag: "AddPrimaryKey"; readonly key: KeySchema } & OfTable)
  | ({ readonly _tag: "DropPrimaryKey"; readonly key: KeySchema } & OfTable)
  | ({ readonly _tag: "AddUnique"; readonly key: KeySchema } & OfTable)
  | ({ readonly _tag: "DropUnique"; readonly key: KeySchema } & OfTable)
  | ({ readonly _tag: "AddForeignKey"; readonly foreignKey: ForeignKeySchema } & OfTable)
  | ({ readonly _tag: "DropForeignKey"; readonly foreignKey: ForeignKeySchema } & OfTable)
  | ({ readonly _tag: "AddCheck"; readonly check: CheckSchema } & OfTable)
  | ({ readonly _tag: "DropCheck"; readonly check: CheckSchema } & OfTable)
  | ({ readonly _tag: "CreateIndex"; readonly index: IndexSchema } & OfTable)
  | ({ readonly _tag: "DropIndex"; readonly index: IndexSchema } & OfTable)
  | { readonly _tag: "CreateView"; readonly view: ViewSchema }
  | { readonly _tag: "DropView"; readonly view: ViewSchema }
