/** Heroes and their teams, as most samples have them. */
import {
  autoIncrement, belongsTo, boolean, constrain, defaultTo, execute, hasMany, indexed, insertInto, integer, nullable, primaryKey, references, table,
  unique, varchar,
} from "fulmar"
import { Effect } from "effect"

export const Team = table("team", { id: integer.pipe(primaryKey, autoIncrement), name: varchar(60).pipe(unique) })

export const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(60).pipe(indexed, constrain.minLength(1)),
  secretName: varchar(60).pipe(defaultTo("")),
  age: integer.pipe(nullable),
  active: boolean.pipe(defaultTo(true)),
  teamId: integer.pipe(nullable, references(() => Team.id)),
})

export const tables = [Team, Hero]

export const heroTeam = belongsTo(Hero, Team, { teamId: "id" })
export const teamHeroes = hasMany(Team, Hero, { id: "teamId" })

/** Heroes 1 to 5. */
export const heroes = Effect.andThen(
  execute(insertInto(Team, [{ id: 1, name: "Avengers" }, { id: 2, name: "League" }])),
  execute(insertInto(Hero, [
    { name: "Spider-Man", secretName: "Peter Parker", age: 25, teamId: 1 },
    { name: "Ant-Man", secretName: "Scott Lang", age: 40, teamId: 1 },
    { name: "Batman", secretName: "Bruce Wayne", age: 35, teamId: 2 },
    { name: "Robin", secretName: "Dick Grayson", age: 15 },
    { name: "Alfred", secretName: "Alfred Pennyworth", age: 70 },
  ])),
)
