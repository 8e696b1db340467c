import { type Chapter, constant } from "./spelling.js"

export const merge: Chapter = { mergeAction: constant("mergeAction") }
