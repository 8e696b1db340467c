import type { Template } from "../../../core/dialect.js"

export const merge: Readonly<Record<string, Template>> = {
  mergeAction: "merge_action()",
}
