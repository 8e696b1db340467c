import { alike, type Chapter } from "./spelling.js"

export const conditional: Chapter = alike("coalesce", "nullif", "greatest", "least")
