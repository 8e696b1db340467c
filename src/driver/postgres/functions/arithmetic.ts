import type { Template } from "../../../core/dialect.js"

/** The number digit by digit as it is written: a plain cast of a float keeps 15 digits only. */
export const exact = "cast(cast($1 as text) as numeric)"

const angle = (name: string): Readonly<Record<string, Template>> => ({
  [name]: `${name}(cast($1 as float8))`,
  [`a${name}`]:
    name === "tan" ? "atan(cast($1 as float8))" : `a${name}(cast(case when $1 between -1 and 1 then $1 end as float8))`,
})

export const arithmetic: Readonly<Record<string, Template>> = {
  abs: "abs($1)",
  "abs(integer)": "abs(cast($1 as int8))",
  ceil: "ceil($1)",
  floor: "floor($1)",
  round: "round(cast($1 as numeric))",
  "round(float)": `cast(round(${exact}) as float8)`,
  roundTo: "round(cast($1 as numeric), cast($2 as int4))",
  "roundTo(float)": `cast(round(${exact}, cast($2 as int4)) as float8)`,
  trunc: "trunc(cast($1 as numeric))",
  "trunc(float)": "trunc($1)",
  truncTo: "trunc(cast($1 as numeric), cast($2 as int4))",
  "truncTo(float)": `cast(trunc(${exact}, cast($2 as int4)) as float8)`,
  // Below, it would be an error and not 0.
  exp: "exp(case when $1 < -745.1332191 then cast('-Infinity' as float8) else cast($1 as float8) end)",
  ln: "ln(cast(case when $1 > 0 then $1 end as float8))",
  log10: "log(cast(case when $1 > 0 then $1 end as float8))",
  ...angle("sin"),
  ...angle("cos"),
  ...angle("tan"),
  atan2: "atan2(cast($1 as float8), cast($2 as float8))",
  bitXor: "(cast($1 as int8) # $2)",
  toHex: "to_hex(cast($1 as int8))",
  random: "random()",
  newUuid: "gen_random_uuid()",
  sqrt: "sqrt(cast(case when $1 >= 0 then $1 end as float8))",
  sign: "cast(sign($1) as int4)",
  power:
    "case when $1 < 0 and $2 <> floor($2) or $1 = 0 and $2 < 0 then null " +
    "else power(cast($1 as float8), cast($2 as float8)) end",
}
