import {
  aliases, autoIncrement, bigint, bytes, computed, createModel, dump, generatedAlways, hidden, integer, listOf, model, type ModelValue, nested, nullable, nullOr, numeric,
  omitModel, option, pickModel, primaryKey, table, text, timestamptz, updateModel, validate, validateField, validateRow,
} from "fulmar"
import type { BigDecimal } from "effect/BigDecimal"
import type { Option } from "effect/Option"

type Equal<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const check = <_T extends true>(): void => {}

const Team = table("team", { id: integer.pipe(primaryKey, autoIncrement), name: text })
const Base = table("base", { name: text })
const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text,
  secretName: text,
  age: integer.pipe(nullable),
  shout: text.pipe(generatedAlways(Base.name)),
})

const HeroModel = model(Hero).pipe(
  aliases({ secretName: "secret_name" }),
  validateField("age", (age) => age === null || age >= 0 || "must not be negative"),
  validateRow((hero) => hero.name !== hero.secretName || "must differ"),
  computed({ label: (hero) => `${hero.name} (${hero.age})` }),
)
type HeroRow = { readonly id: number; readonly name: string; readonly secretName: string; readonly age: number | null; readonly shout: string }
check<Equal<ModelValue<typeof HeroModel>["age"], number | null>>()
const row = {} as HeroRow

// variants
const HeroCreate = createModel(HeroModel)
check<Equal<ModelValue<typeof HeroCreate>, { readonly name: string; readonly secretName: string; readonly id?: number; readonly age?: number | null }>>()
const HeroUpdate = updateModel(HeroModel)
check<Equal<ModelValue<typeof HeroUpdate>, { readonly name?: string; readonly secretName?: string; readonly age?: number | null }>>()
const HeroPublic = pickModel(HeroModel, "id", "name")
check<Equal<ModelValue<typeof HeroPublic>, { readonly id: number; readonly name: string }>>()
check<Equal<ModelValue<ReturnType<typeof omitted>>, { readonly id: number; readonly name: string; readonly age: number | null }>>()
const omitted = () => omitModel(HeroModel, "secretName", "shout")
// @ts-expect-error: the model has no such field
pickModel(HeroModel, "nope")
const validated = validate(HeroPublic)({})
if (validated._tag === "Right") check<Equal<typeof validated.right, { readonly id: number; readonly name: string }>>()

// what does not fit
// @ts-expect-error: the model has no such field
model(Hero).pipe(validateField("nope", () => true))
// @ts-expect-error: the age may be null
model(Hero).pipe(validateField("age", (age) => age > 0))
// @ts-expect-error: the model has no such field
model(Hero).pipe(aliases({ nope: "x" }))
// @ts-expect-error: the model has the field already
model(Hero).pipe(computed({ name: () => 1 }))
// @ts-expect-error: the model has the field already
model(Hero).pipe(nested({ name: model(Team) }))

// dump
const plain = dump(HeroModel)(row)
check<Equal<typeof plain, { readonly id: number; readonly name: string; readonly secretName: string; readonly age: number | null; readonly shout: string; readonly label: string }>>()
const some = dump(HeroModel, { include: { name: true, secretName: true, label: true }, exclude: { label: true }, byAlias: true })(row)
check<Equal<typeof some, { readonly name: string; readonly secret_name: string }>>()
const without = dump(HeroModel, { exclude: { secretName: true, shout: true }, excludeNone: true, roundTrip: true })(row)
check<Equal<typeof without, { readonly id: number; readonly name: string; readonly age?: number }>>()
const unset = dump(HeroModel, { include: { id: true, label: true }, excludeUnset: true })(row)
check<Equal<typeof unset, { readonly label: string; readonly id?: number }>>()
const flag = true as boolean
const wide = dump(HeroModel, { include: { age: true }, excludeNone: flag })(row)
check<Equal<typeof wide, { readonly age?: number | null }>>()
// @ts-expect-error: a field is included with true
dump(HeroModel, { include: { name: { first: true } } })
const noHash = dump(model(Hero).pipe(hidden("secretName", "shout")))(row)
check<Equal<typeof noHash, { readonly id: number; readonly name: string; readonly age: number | null }>>()

const Values = table("values", { born: timestamptz, sum: bigint, price: numeric(), raw: bytes, note: text.pipe(option), n: integer })
const values = {} as { born: Date; sum: bigint; price: BigDecimal; raw: Uint8Array; note: Option<string>; n: number }
const json = dump(model(Values), { mode: "json" })(values)
check<Equal<typeof json, { readonly born: string; readonly sum: string; readonly price: string; readonly raw: string; readonly note: string | null; readonly n: number }>>()

// nested
const TeamModel = model(Team).pipe(nested({ heroes: listOf(HeroModel), boss: nullOr(HeroPublic) }))
const team = {} as { id: number; name: string; heroes: ReadonlyArray<HeroRow>; boss: { id: number; name: string } | null }
const nestedDump = dump(TeamModel, { include: { name: true, heroes: { secretName: true }, boss: true }, byAlias: true })(team)
check<
  Equal<
    typeof nestedDump,
    { readonly name: string; readonly heroes: ReadonlyArray<{ readonly secret_name: string }>; readonly boss: { readonly id: number; readonly name: string } | null }
  >
>()
// @ts-expect-error: a row needs its heroes
dump(TeamModel)({ id: 1, name: "x", boss: null })
