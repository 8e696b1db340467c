/** Fields: keys, uniqueness, indexes, references and defaults; the table's own options; and columns that tables share. */
import {
  all, autoIncrement, constraintOptions, defaultTo, defaultWith, deleteFrom, eq, execute, from, indexed, indexOn, insertInto,
  insertRow, integer, newRow, nullable, onUpdateWith, primaryKey, references, table, timestamptz, unique, uniqueOn, varchar, where,
} from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"

const Team = table("team", { id: integer.pipe(primaryKey, autoIncrement), name: varchar(60).pipe(unique) })
const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(255).pipe(indexed),
  nickname: varchar(60).pipe(nullable),
  level: integer.pipe(defaultTo(1)),
  token: varchar(40).pipe(defaultWith(() => "made for this row")),
  teamId: integer.pipe(nullable, references(() => Team.id, { onDelete: "cascade" })),
})

export const defaults = sample("Field: default, default_factory, nullable, primary_key", {
  tables: [Team, Hero],
  program: insertRow(newRow(Hero, { name: "Spider-Man" })),
  gives: { id: 1, name: "Spider-Man", nickname: null, level: 1, token: "made for this row", teamId: null },
})

export const ondelete = sample("Field: foreign_key, ondelete", {
  tables: [Team, Hero],
  given: Effect.andThen(execute(insertInto(Team, { id: 7, name: "Avengers" })), execute(insertInto(Hero, { name: "Ant-Man", teamId: 7 }))),
  program: Effect.andThen(execute(pipe(deleteFrom(Team), where(eq(Team.id, 7)))), all(from(Hero))),
  gives: [],
})

const reasonOf = <A, R>(effect: Effect.Effect<A, { readonly _tag: string; readonly reason?: { readonly _tag: string } }, R>) =>
  Effect.map(Effect.flip(effect), (error) => error.reason?._tag ?? error._tag)

export const integrity = sample("IntegrityError: unique, foreign key", {
  tables: [Team, Hero],
  given: execute(insertInto(Team, { name: "Avengers" })),
  program: Effect.all([
    reasonOf(execute(insertInto(Team, { name: "Avengers" }))),
    reasonOf(execute(insertInto(Hero, { name: "Ant-Man", teamId: 99 }))),
  ]),
  gives: ["UniqueViolation", "ForeignKeyViolation"],
})

const Member = table(
  "heroes",
  { id: integer.pipe(primaryKey), name: varchar(60), teamId: integer },
  (hero) => [
    pipe(uniqueOn(hero.name, hero.teamId), constraintOptions({ name: "unique_hero_per_team" })),
    pipe(indexOn(hero.name), constraintOptions({ name: "ix_hero_name" })),
  ],
)

export const tableArgs = sample("__tablename__, __table_args__", {
  tables: [Member],
  given: execute(insertInto(Member, { id: 1, name: "Robin", teamId: 1 })),
  program: Effect.all([
    reasonOf(execute(insertInto(Member, { id: 2, name: "Robin", teamId: 1 }))),
    Effect.as(execute(insertInto(Member, { id: 3, name: "Robin", teamId: 2 })), "another team"),
  ]),
  gives: ["UniqueViolation", "another team"],
})

const clock = () => new Date("2024-02-29T09:30:00Z")
const base = {
  id: integer.pipe(primaryKey, autoIncrement),
  createdAt: timestamptz.pipe(defaultWith(clock)),
  updatedAt: timestamptz.pipe(nullable, onUpdateWith(clock)),
}
const Based = table("based_hero", { ...base, name: varchar(60) })

export const inheritance = sample("Fields that are inherited", {
  tables: [Based],
  program: insertRow(newRow(Based, { name: "Spider-Man" })),
  gives: { id: 1, createdAt: clock(), updatedAt: null, name: "Spider-Man" },
})
