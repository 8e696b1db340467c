/** Windows by their definition, row by row: what every database must give. */
export interface Item {
  readonly id: number
  readonly shop: string | null
  readonly day: number
  readonly sold: number | null
}

export interface Bounds {
  readonly unit: "rows" | "range" | "groups"
  /** Distances from the current row, negative before it; `null`: no bound. */
  readonly start: number | null
  readonly end: number | null
  readonly exclude?: "current row" | "group" | "ties"
}

export interface Spec {
  readonly partition: (row: Item) => unknown
  /** Negative, zero or positive, as for `sort`; zero for rows that are alike. */
  readonly order: (a: Item, b: Item) => number
  /** The number that a frame by range measures. */
  readonly key: (row: Item) => number
  readonly frame: Bounds | null
  readonly sorted: boolean
}

/** What a window function may look at: the rows of the partition in order, the current one, and its frame. */
export interface Seen {
  readonly rows: ReadonlyArray<Item>
  readonly at: number
  readonly frame: ReadonlyArray<Item>
  readonly alike: (a: Item, b: Item) => boolean
}

const frameOf = (spec: Spec, rows: ReadonlyArray<Item>, at: number): ReadonlyArray<Item> => {
  const alike = (a: Item, b: Item): boolean => spec.order(a, b) === 0
  const { end, exclude, start, unit } = spec.frame ?? {
    unit: "range" as const,
    start: null,
    end: spec.sorted ? 0 : null,
    exclude: undefined,
  }
  const here = rows[at]!
  const groupOf = (i: number): number => rows.slice(0, i + 1).filter((row, j) => j > 0 && !alike(row, rows[j - 1]!)).length
  const distance = (i: number): number =>
    unit === "rows" ? i - at : unit === "groups" ? groupOf(i) - groupOf(at) : spec.key(rows[i]!) - spec.key(here)
  const inside = rows.filter((_, i) => {
    const far = distance(i)
    return (start === null || far >= start) && (end === null || far <= end)
  })
  return inside.filter((row) => {
    switch (exclude) {
      case "current row":
        return row !== here
      case "group":
        return !alike(row, here)
      case "ties":
        return row === here || !alike(row, here)
      default:
        return true
    }
  })
}

/** The value of a function for each row, by the row's id. */
export const reference = <A>(items: ReadonlyArray<Item>, spec: Spec, of: (seen: Seen) => A): ReadonlyArray<A> => {
  const values = new Map<number, A>()
  for (const part of new Set(items.map(spec.partition))) {
    const rows = items.filter((row) => spec.partition(row) === part).toSorted(spec.order)
    rows.forEach((row, at) => {
      const frame = frameOf(spec, rows, at)
      values.set(row.id, of({ rows, at, frame, alike: (a, b) => spec.order(a, b) === 0 }))
    })
  }
  return items.toSorted((a, b) => a.id - b.id).map((row) => values.get(row.id)!)
}

const numbers = (rows: ReadonlyArray<Item>): ReadonlyArray<number> => rows.flatMap((row) => (row.sold === null ? [] : [row.sold]))
const total = (xs: ReadonlyArray<number>): number | null => (xs.length === 0 ? null : xs.reduce((a, b) => a + b))
const before = ({ alike, at, rows }: Seen): number => rows.findIndex((row) => alike(row, rows[at]!))
const soldAt = (rows: ReadonlyArray<Item>, i: number, otherwise: number | null): number | null =>
  i in rows ? rows[i]!.sold : otherwise

export const definitions = {
  sum: ({ frame }: Seen) => total(numbers(frame)),
  count: ({ frame }: Seen) => numbers(frame).length,
  countAll: ({ frame }: Seen) => frame.length,
  min: ({ frame }: Seen) => (numbers(frame).length === 0 ? null : Math.min(...numbers(frame))),
  max: ({ frame }: Seen) => (numbers(frame).length === 0 ? null : Math.max(...numbers(frame))),
  avg: ({ frame }: Seen) => {
    const xs = numbers(frame)
    return xs.length === 0 ? null : total(xs)! / xs.length
  },
  rowNumber: ({ at }: Seen) => at + 1,
  rank: (seen: Seen) => before(seen) + 1,
  denseRank: ({ alike, at, rows }: Seen) => rows.slice(0, at + 1).filter((row, i) => i === 0 || !alike(row, rows[i - 1]!)).length,
  percentRank: (seen: Seen) => (seen.rows.length === 1 ? 0 : before(seen) / (seen.rows.length - 1)),
  cumeDist: ({ alike, at, rows }: Seen) => (rows.findLastIndex((row) => alike(row, rows[at]!)) + 1) / rows.length,
  ntile: (parts: number) => ({ at, rows }: Seen) => {
    const small = Math.floor(rows.length / parts)
    const large = rows.length % parts
    const edge = large * (small + 1)
    return at < edge ? Math.floor(at / (small + 1)) + 1 : large + Math.floor((at - edge) / small) + 1
  },
  shift: (by: number, otherwise: number | null) => ({ at, rows }: Seen) => soldAt(rows, at + by, otherwise),
  first: ({ frame }: Seen) => soldAt(frame, 0, null),
  last: ({ frame }: Seen) => soldAt(frame, frame.length - 1, null),
  nth: (n: number) => ({ frame }: Seen) => soldAt(frame, n - 1, null),
}
