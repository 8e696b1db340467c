import type { QueryNode } from "../../core/query-node.js"
import { absurd } from "../../core/traverse.js"
import type { Answer } from "./answer.js"
import { EvaluationError } from "./meaning.js"
import { answerOfBlock } from "./select.js"
import type { Scope } from "./scope.js"
import { answerOfSet } from "./set.js"

/** The rows of a query, which may read the tables of the queries around it. */
export const answer = (q: QueryNode, around: Scope): Answer => {
  switch (q._tag) {
    case "Select":
      return answerOfBlock(q, around)
    case "Set":
      return answerOfSet(q, around)
    case "RawQuery": {
      const text = q.parts.map((part) => (part._tag === "Text" ? part.sql : "…")).join("")
      throw new EvaluationError({ message: `Raw SQL has no meaning but in a database: ${text}`, reason: "Unsupported" })
    }
    default:
      return absurd(q)
  }
}
