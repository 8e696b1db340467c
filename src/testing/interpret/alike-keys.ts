import type { ExprNode } from "../../core/expr-node.js"
import { sameTree } from "./layout.js"
import { type Scope, valueIn } from "./scope.js"

/** Have two rows the same values of all keys, where NULL is the same as NULL? */
export const alikeKeys =
  (keys: ReadonlyArray<ExprNode>) =>
  (a: Scope, b: Scope): boolean =>
    keys.every((key) => sameTree({ _tag: "Leaf", type: key.type, option: false })(valueIn(a, key), valueIn(b, key)))
