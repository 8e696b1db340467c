/** Selects: each statement of the sample, and what it finds among the heroes. */
import {
  all, and, contains, count, desc, distinct, eq, forUpdate, from, groupBy, gt, having, innerJoin, innerJoinRelated, isIn, limit, lt, offset, or,
  orderBy, select, transaction, where,
} from "fulmar"
import { pipe } from "effect"
import { sample } from "../sample.js"
import { heroes, Hero, heroTeam, tables, Team } from "./tables.js"

const names = select(Hero.name)
const byId = orderBy(Hero.id)
const spiderMan = { id: 1, name: "Spider-Man", secretName: "Peter Parker", age: 25, active: true, teamId: 1 }

export const basic = sample("Select: basic", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), byId, limit(1))),
  gives: [spiderMan],
})

export const columns = sample("Select: columns", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), select({ name: Hero.name, age: Hero.age }), byId, limit(2))),
  gives: [{ name: "Spider-Man", age: 25 }, { name: "Ant-Man", age: 40 }],
})

export const equals = sample("Select: where equal", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(eq(Hero.name, "Spider-Man")))),
  gives: [spiderMan],
})

export const greater = sample("Select: where greater", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(gt(Hero.age, 18)), names, byId)),
  gives: ["Spider-Man", "Ant-Man", "Batman", "Alfred"],
})

export const containing = sample("Select: where it contains", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(contains(Hero.name, "man")), names)),
  gives: ["Batman"],
})

export const among = sample("Select: where it is one of", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(isIn(Hero.name, ["Spider-Man", "Batman"])), names, byId)),
  gives: ["Spider-Man", "Batman"],
})

export const twoWheres = sample("Select: where, and where", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(gt(Hero.age, 18)), where(eq(Hero.teamId, 1)), names, byId)),
  gives: ["Spider-Man", "Ant-Man"],
})

export const both = sample("Select: where both", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(and(gt(Hero.age, 18), eq(Hero.teamId, 1))), names, byId)),
  gives: ["Spider-Man", "Ant-Man"],
})

export const either = sample("Select: where either", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), where(or(lt(Hero.age, 18), gt(Hero.age, 65))), names, byId)),
  gives: ["Robin", "Alfred"],
})

export const ordered = sample("Select: order by a column", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), names, orderBy(Hero.name))),
  gives: ["Alfred", "Ant-Man", "Batman", "Robin", "Spider-Man"],
})

export const descending = sample("Select: order by, descending", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), names, orderBy(desc(Hero.age)))),
  gives: ["Alfred", "Ant-Man", "Batman", "Spider-Man", "Robin"],
})

export const orderedByTwo = sample("Select: order by two columns", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), names, orderBy(Hero.name, desc(Hero.age)), limit(2))),
  gives: ["Alfred", "Ant-Man"],
})

export const paged = sample("Select: offset and limit", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), names, byId, offset(1), limit(2))),
  gives: ["Ant-Man", "Batman"],
})

export const joined = sample("Select: join", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), innerJoinRelated(heroTeam), where(eq(Team.name, "Avengers")), select({ hero: Hero, team: Team }), byId, limit(1))),
  gives: [{ hero: spiderMan, team: { id: 1, name: "Avengers" } }],
})

export const joinedOn = sample("Select: join on a condition", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), innerJoin(Team, eq(Hero.teamId, Team.id)), select({ hero: Hero.name, team: Team.name }), byId)),
  gives: [
    { hero: "Spider-Man", team: "Avengers" },
    { hero: "Ant-Man", team: "Avengers" },
    { hero: "Batman", team: "League" },
  ],
})

export const counted = sample("Select: count", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), select(count(Hero.id)))),
  gives: [5],
})

const byTeam = pipe(from(Hero), groupBy(Hero.teamId), select({ team: Hero.teamId, heroes: count(Hero.id) }))

export const grouped = sample("Select: group by", {
  tables,
  given: heroes,
  program: all(pipe(byTeam, orderBy(desc(count(Hero.id)), desc(Hero.teamId)), where(gt(Hero.teamId, 0)))),
  gives: [{ team: 1, heroes: 2 }, { team: 2, heroes: 1 }],
})

export const groupsHaving = sample("Select: having", {
  tables,
  given: heroes,
  program: all(pipe(byTeam, having(gt(count(Hero.id), 1)), where(gt(Hero.teamId, 0)))),
  gives: [{ team: 1, heroes: 2 }],
})

export const distinctNames = sample("Select: distinct", {
  tables,
  given: heroes,
  program: all(pipe(from(Hero), select(Hero.active), distinct)),
  gives: [true],
})

/** Rows are locked until the transaction ends, so there must be one. */
export const locked = sample("Select: for update", {
  tables,
  given: heroes,
  program: transaction(all(pipe(from(Hero), where(eq(Hero.id, 1)), forUpdate()))),
  gives: [spiderMan],
  needsRowLocks: true,
})
