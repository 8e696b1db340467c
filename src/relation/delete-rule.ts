import { type AnyRelation, type DeleteRule, makeRelation, relationNode } from "./relation.js"

/**
 * What `deleteRow` and `setRelated` do with related rows whose row is deleted, or which are no longer related to it:
 *
 * - `"set null"`, if nothing is said: their key is set to NULL. Where it cannot be NULL, that fails.
 * - `"cascade"`: they are deleted too, and with them what they are given for.
 * - `"restrict"`: the row is not deleted while there are any.
 * - `"passive"`: nothing is done; the foreign keys of the database say what happens.
 *
 * Of a relation over a junction only the rows of the junction go, whatever the rule.
 *
 * @example
 * ```ts
 * import { hasMany, integer, onDeleted, primaryKey, table } from "fulmar"
 *
 * const Team = table("team", { id: integer.pipe(primaryKey) })
 * const Hero = table("hero", { id: integer.pipe(primaryKey), teamId: integer })
 * const teamHeroes = hasMany(Team, Hero, { id: "teamId" }).pipe(onDeleted("cascade"))
 * ```
 *
 * @since 0.1.0
 */
export const onDeleted =
  (rule: DeleteRule) =>
  <R extends AnyRelation>(relation: R): R => makeRelation({ ...relationNode(relation), rule })
