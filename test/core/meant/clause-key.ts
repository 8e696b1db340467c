import { isHidden, type Part, type Tree } from "./tree.js"

/** What a key is that hides in a subquery of nothing else, lest it be taken for the number of a column. */
const revealed = (key: Tree): Tree => {
  const link = key["SubLink"] as { readonly subLinkType: string; readonly subselect: Tree } | undefined
  const { limitOption, op, targetList, ...more } = ((link?.subselect["SelectStmt"] as Tree | undefined) ?? {})
  const only = targetList as ReadonlyArray<Tree> | undefined
  const bare = link?.subLinkType === "EXPR_SUBLINK" && only?.length === 1 && Object.keys(more).length === 0
  return bare && op === "SETOP_NONE" && limitOption === "LIMIT_OPTION_DEFAULT" ? ((only[0]!["ResTarget"] as Tree)["val"] as Tree) : key
}

const keyLists = new Set(["groupClause", "distinctClause"])

/** The tree with its sort and group keys as they are meant; `check` sees each as it stands. */
export const withKeys = (tree: Part, check: (key: Tree) => void = () => {}): Part => {
  const key = (x: Tree): Tree => {
    check(x)
    return revealed(go(x) as Tree)
  }
  const go = (x: Part): Part => {
    if (Array.isArray(x)) {
      return x.map(go)
    }
    if (typeof x !== "object" || isHidden(x)) {
      return x
    }
    return Object.fromEntries(
      Object.entries(x as Tree).map(([field, inside]) => {
        if (field === "SortBy") {
          const sort = inside as { readonly node: Tree }
          return [field, { ...sort, node: key(sort.node) }]
        }
        return [field, keyLists.has(field) ? (inside as ReadonlyArray<Tree>).map(key) : go(inside)]
      }),
    )
  }
  return go(tree)
}
