import * as fc from "fast-check"
import type { AnyTable } from "../../core/table.js"
import { tableData } from "../../core/table.js"
import type { TableData } from "../../core/table-data.js"
import { queries } from "./draw/query.js"
import type { World } from "./draw/world.js"
import type { TreeOptions } from "./options.js"
import { shown } from "./shown.js"

/** What trees are made smaller with. */
export interface ShrinkFrom {
  readonly tables: ReadonlyArray<TableData>
  readonly determined: boolean
}

/** How one sort of tree is drawn and made smaller. */
export interface TreeSort<A> {
  readonly draw: (world: World, fuel: number) => A
  /** Smaller trees of the same sort, the smallest first. */
  readonly shrink: (tree: A, from: ShrinkFrom) => Iterable<A>
  readonly is: (u: unknown) => u is A
}

/** Random trees. They are drawn as a whole, and made smaller as what they are: a tree, of which parts can be left out. */
class TreeArbitrary<A extends object> extends fc.Arbitrary<A> {
  readonly sort: TreeSort<A>
  readonly options: Partial<TreeOptions>
  readonly tables: ReadonlyArray<AnyTable>
  constructor(sort: TreeSort<A>, options: Partial<TreeOptions>, tables: ReadonlyArray<AnyTable>) {
    super()
    this.sort = sort
    this.options = options
    this.tables = tables
  }
  override generate(random: fc.Random): fc.Value<A> {
    const world: World = {
      random,
      needs: new Set(this.options.needs ?? []),
      determined: this.options.determined ?? false,
      tables: this.tables,
      collations: this.options.collations ?? [],
      sequences: this.options.determined === true ? [] : (this.options.sequences ?? []),
      parameters: this.options.parameters ?? false,
      locks: this.options.locks ?? false,
      raw: this.options.raw ?? false,
      names: new Set(),
      queries,
    }
    const fuel = random.nextInt(0, this.options.size ?? 12)
    return new fc.Value(shown(this.sort.draw(world, fuel)), undefined)
  }
  override canShrinkWithoutContext(value: unknown): value is A {
    return this.sort.is(value)
  }
  override shrink(tree: A): fc.Stream<fc.Value<A>> {
    const { shrink } = this.sort
    const from: ShrinkFrom = { tables: this.tables.map(tableData), determined: this.options.determined ?? false }
    return new fc.Stream(
      (function* () {
        for (const smaller of shrink(tree, from)) {
          yield new fc.Value(shown(smaller), undefined)
        }
      })(),
    )
  }
}

/** The arbitrary of trees of a sort over tables. */
export const treesOf = <A extends object>(sort: TreeSort<A>, options: Partial<TreeOptions>, tables: ReadonlyArray<AnyTable>): fc.Arbitrary<A> => {
  if (tables.length === 0) {
    throw new Error("no table is given: queries are drawn over at least one")
  }
  const names = tables.map((t) => tableData(t).ref)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) {
    throw new Error(`two tables are named "${twice}": give one of them another name by alias`)
  }
  return new TreeArbitrary(sort, options, tables)
}
