/** Models: validators of a field and of a row, and what is dumped and read again. */
import {
  aliases, applyUpdate, autoIncrement, change, computed, createModel, edit, updateModel, updateRow, defaultTo, dump, dumpJson, givenFields, insertRow, integer, model, newRow, nullable, primaryKey, table, validate,
  validateField, validateJson, validateRow, varchar,
} from "fulmar"
import { Effect } from "effect"
import { sample } from "../sample.js"

const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(100),
  secretName: varchar(100).pipe(nullable),
  age: integer.pipe(defaultTo(0)),
})

const HeroModel = model(Hero).pipe(
  aliases({ age: "heroAge" }),
  validateField("age", (age) => age >= 0 || "Age must be positive"),
  validateRow((hero) => hero.name !== hero.secretName || "name and secret_name must be different"),
)
const HeroCreate = createModel(HeroModel)

/** What is wrong, or nothing. */
const said = (input: unknown) => {
  const result = validate(HeroCreate)(input)
  return result._tag === "Left" ? result.left.issues.map(({ message }) => message.replace(/^.*: /, "")) : []
}

export const validators = sample("field_validator, model_validator", {
  tables: [Hero],
  program: Effect.sync(() => [
    said({ name: "Spider-Man", age: -1 }),
    said({ name: "Spider-Man", secretName: "Spider-Man" }),
    said({ name: "Spider-Man", secretName: "Peter Parker", age: 25 }),
  ]),
  gives: [["Age must be positive, got -1"], ["name and secret_name must be different"], []],
})

const read = insertRow(newRow(Hero, { name: "Spider-Man", secretName: "Peter Parker", age: 25 }))

export const dumped = sample("model_dump: include, exclude, exclude_none, by_alias", {
  tables: [Hero],
  program: Effect.map(read, (hero) => [
    dump(HeroModel, { include: { name: true, age: true } })(hero) as object,
    dump(HeroModel, { exclude: { secretName: true, id: true } })(hero) as object,
    dump(HeroModel, { excludeNone: true, exclude: { id: true } })({ ...hero, secretName: null }) as object,
    dump(HeroModel, { byAlias: true, include: { name: true, age: true } })(hero) as object,
  ]),
  gives: [
    { name: "Spider-Man", age: 25 },
    { name: "Spider-Man", age: 25 },
    { name: "Spider-Man", age: 25 },
    { name: "Spider-Man", heroAge: 25 },
  ],
})

export const asJson = sample("model_dump_json, model_validate_json", {
  tables: [Hero],
  program: Effect.map(read, (hero) => {
    const text = dumpJson(HeroModel, { include: { name: true, age: true } })(hero)
    const back = validateJson(HeroCreate)(text)
    return [text, back._tag === "Right" ? { ...back.right } : back.left.message] as ReadonlyArray<unknown>
  }),
  gives: ['{"name":"Spider-Man","age":25}', { name: "Spider-Man", age: 25 }],
})

export const tracked = sample("model_validate, exclude_unset", {
  tables: [Hero],
  program: Effect.sync((): unknown => {
    const hero = validate(HeroCreate)({ name: "Spider-Man" })
    return hero._tag === "Right" ? [[...givenFields(hero.right)], dump(HeroCreate, { excludeUnset: true })(hero.right)] : hero.left.message
  }),
  gives: [["name"], { name: "Spider-Man" }],
})

export const updatedModel = sample("sqlmodel_update of a validated row", {
  tables: [Hero],
  program: Effect.map(read, (hero): unknown => {
    const updated = applyUpdate(HeroModel, { name: "New Name", age: 30 })(hero)
    return updated._tag === "Right" ? { ...updated.right } : updated.left.message
  }),
  gives: { id: 1, name: "New Name", secretName: "Peter Parker", age: 30 },
})

const Labelled = HeroModel.pipe(computed({ label: (hero) => `${hero.name} (${hero.age})` }))

export const computedField = sample("computed_field", {
  tables: [Hero],
  program: Effect.map(read, (hero): ReadonlyArray<object> => [dump(Labelled, { include: { name: true, label: true } })(hero), dump(Labelled, { include: { name: true, label: true }, excludeComputed: true })(hero)]),
  gives: [{ name: "Spider-Man", label: "Spider-Man (25)" }, { name: "Spider-Man" }],
})

/** What has the attributes of a hero, and is none. */
class Person {
  readonly name = "Spider-Man"
  readonly born = 1999
  get age(): number {
    return 2024 - this.born
  }
}

export const fromAttributes = sample("model_validate, from_attributes", {
  tables: [Hero],
  program: Effect.sync((): unknown => {
    const hero = validate(HeroCreate)(new Person())
    return hero._tag === "Right" ? { ...hero.right } : hero.left.message
  }),
  gives: { name: "Spider-Man", age: 25 },
})

const HeroUpdate = updateModel(HeroModel)

export const updatedByModel = sample("sqlmodel_update(HeroUpdate(…))", {
  tables: [Hero],
  program: Effect.flatMap(read, (hero) => {
    const update = validate(HeroUpdate)({ name: "New Name" })
    return update._tag === "Right" ? updateRow(edit(Hero, hero).pipe(change(update.right))) : Effect.fail(update.left)
  }),
  gives: { id: 1, name: "New Name", secretName: "Peter Parker", age: 25 },
})
