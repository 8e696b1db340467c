import type { Template } from "../../../core/dialect.js"

/** The number digit by digit as it is written: a plain cast of a float keeps 15 digits only. */
export const exact = "cast(cast($1 as text) as numeric)"

export const arithmetic: Readonly<Record<string, Template>> = {
  abs: "abs($1)",
  ceil: "ceil($1)",
  floor: "floor($1)",
  round: "round(cast($1 as numeric))",
  "round(float)": `cast(round(${exact}) as float8)`,
  roundTo: "round(cast($1 as numeric), cast($2 as int4))",
  "roundTo(float)": `cast(round(${exact}, cast($2 as int4)) as float8)`,
  sqrt: "sqrt(cast(case when $1 >= 0 then $1 end as float8))",
  sign: "cast(sign($1) as int4)",
  power:
    "case when $1 < 0 and $2 <> floor($2) or $1 = 0 and $2 < 0 then null " +
    "else power(cast($1 as float8), cast($2 as float8)) end",
}
