/** What a three-table query may cost, in instantiations, and how much more in a large schema than in a small one. */
const MAX_PER_QUERY = 1000
const MAX_GROWTH = 1.1

/** What is wrong with the costs of a query in schemas of some sizes, the smallest first. */
export const overBudget = (rows) => {
  const [small, large] = [rows[0], rows.at(-1)]
  const growth = large.each / small.each
  return [
    ...rows
      .filter(({ each }) => each > MAX_PER_QUERY)
      .map(({ tables, each }) => `with ${tables} tables a query costs ${Math.round(each)} instantiations; the limit is ${MAX_PER_QUERY}`),
    ...(growth >= MAX_GROWTH
      ? [`a query costs ${((growth - 1) * 100).toFixed(1)} % more with ${large.tables} tables than with ${small.tables}; it must be under 10 %`]
      : []),
  ]
}
