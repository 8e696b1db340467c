export { columnTypes, databaseErrors, documented, excluded, schema } from "./columns.js"
export { defaults, inheritance, integrity, ondelete, tableArgs } from "./fields.js"
export { asJson, computedField, dumped, fromAttributes, tracked, updatedByModel, updatedModel, validators } from "./models.js"
export { backPopulates, cascadeDelete, keptChildren, manyToManyByLink, oneToMany, passiveDeletes } from "./relationships.js"
export {
  among, basic, both, columns, containing, counted, descending, distinctNames, either, equals, greater, grouped, groupsHaving, joined, joinedOn,
  locked, ordered, orderedByTwo, paged, twoWheres,
} from "./select.js"
export { add, addAll, bulkDelete, bulkUpdate, deleted, insertReturning, notOne, read, updated, updatedBy } from "./session.js"
export { isolated, kept, nestedUndone, undone } from "./transactions.js"
export { rustTypes, types } from "./types.js"
export { fromInput, ranges } from "./validation.js"
