/** Relationships: one to many, read from both sides, many to many, and what becomes of heroes without their team. */
import {
  addRelated, all, autoIncrement, belongsTo, deleteRow, eq, from, hasMany, integer, load, loadOne, manyToMany, newRow, nullable, onDeleted,
  primaryKey, primaryKeyOn, references, save, table, varchar, where,
} from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"

const id = integer.pipe(primaryKey, autoIncrement)
const Team = table("team", { id, name: varchar(60) })
const Hero = table("hero", { id, name: varchar(60), teamId: integer.pipe(nullable, references(() => Team.id)) })

const heroTeam = belongsTo(Hero, Team, { teamId: "id" })
const teamHeroes = hasMany(Team, Hero, { id: "teamId" })
const avengers = newRow(Team, { name: "Avengers" }).pipe(
  addRelated("heroes", teamHeroes, [newRow(Hero, { name: "Spider-Man" }), newRow(Hero, { name: "Ant-Man" })]),
)
const team = { id: 1, name: "Avengers" }
const heroes = [{ id: 1, name: "Spider-Man", teamId: 1 }, { id: 2, name: "Ant-Man", teamId: 1 }]

export const oneToMany = sample("Relationship: one to many", {
  tables: [Team, Hero],
  given: save(avengers),
  program: load(Team, { heroes: teamHeroes }),
  gives: [{ ...team, heroes }],
})

export const backPopulates = sample("Relationship: back_populates", {
  tables: [Team, Hero],
  given: save(avengers),
  program: load(Hero, { team: heroTeam }),
  gives: heroes.map((hero) => ({ ...hero, team })),
})

const Link = table(
  "hero_team_link",
  { heroId: integer.pipe(references(() => Hero.id)), teamId: integer.pipe(references(() => Team.id)) },
  (t) => [primaryKeyOn(t.heroId, t.teamId)],
)
const heroTeams = manyToMany(Hero, Team, { through: Link, from: { id: "heroId" }, to: { teamId: "id" } })
const teamMembers = manyToMany(Team, Hero, { through: Link, from: { id: "teamId" }, to: { heroId: "id" } })

export const manyToManyByLink = sample("Relationship: many to many, link_model", {
  tables: [Team, Hero, Link],
  given: save(newRow(Hero, { name: "Spider-Man" }).pipe(addRelated("teams", heroTeams, [newRow(Team, { name: "Avengers" }), newRow(Team, { name: "Solo" })]))),
  program: Effect.all([
    loadOne(from(Hero), { teams: heroTeams }),
    loadOne(pipe(from(Team), where(eq(Team.name, "Solo"))), { heroes: teamMembers }),
  ]),
  gives: [
    { id: 1, name: "Spider-Man", teamId: null, teams: [{ id: 1, name: "Avengers" }, { id: 2, name: "Solo" }] },
    { id: 2, name: "Solo", heroes: [{ id: 1, name: "Spider-Man", teamId: null }] },
  ],
})

const leftOf = (relation: typeof teamHeroes) => Effect.andThen(deleteRow(Team, team, [relation]), all(from(Hero)))

export const keptChildren = sample("Relationship: without cascade_delete", {
  tables: [Team, Hero],
  given: save(avengers),
  program: leftOf(teamHeroes),
  gives: heroes.map((hero) => ({ ...hero, teamId: null })),
})

export const cascadeDelete = sample("Relationship: cascade_delete", {
  tables: [Team, Hero],
  given: save(avengers),
  program: leftOf(teamHeroes.pipe(onDeleted("cascade"))),
  gives: [],
})

const Fan = table("fan", { id, teamId: integer.pipe(references(() => Team.id, { onDelete: "cascade" })) })
const teamFans = hasMany(Team, Fan, { id: "teamId" })

export const passiveDeletes = sample("Relationship: passive_deletes", {
  tables: [Team, Fan],
  given: save(newRow(Team, { name: "Avengers" }).pipe(addRelated("fans", teamFans, [newRow(Fan, { teamId: 1 })]))),
  program: Effect.andThen(deleteRow(Team, team, [teamFans.pipe(onDeleted("passive"))]), all(from(Fan))),
  gives: [],
})
