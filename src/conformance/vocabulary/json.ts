/** JSON: what is at a path, what is missing, and JSON's own null. */
import { bigint, boolean, decimal, integer, json, text } from "../../codec/index.js"
import {
  jsonArray, jsonArrayAppend, jsonArrayLength, jsonAs, jsonConcat, jsonContains, jsonGet, jsonHasAllKeys, jsonHasAnyKey, jsonHasKey,
  jsonInsert, jsonKeys, jsonMergePatch, jsonObject, jsonPathExists, jsonPathMatch, jsonPathQueryArray, jsonPathQueryFirst, jsonRemove,
  jsonReplace, jsonSet, jsonText, jsonTypeOf, literal, nullOf, value,
} from "../../expr/index.js"
import type { Expressions } from "./case.js"
import { exactly, k } from "./operands.js"

const doc = value(json(), { a: [1, { b: "it's" }], n: null, t: true, big: "9007199254740993", "x y": 1.5, '"\\😀': 7 })
const list = value(json(), [10, "x", null])
const word = value(json(), "word")
const empty = value(json(), {})
const none = nullOf(json())

export const documents: Expressions = {
  "part": [jsonGet(k.doc, "a", 1), "x", null],
  "part by a key": [jsonGet(doc, "a", 1, "b"), "it's"],
  "part by a hostile key": [jsonGet(doc, '"\\😀'), 7],
  "whole document": [jsonGet(list), [10, "x", null]],
  "part that is missing": [jsonGet(doc, "zz", 0), null],
  "part beyond the end": [jsonGet(list, 3), null],
  "key that looks like an index": [jsonGet(list, "0"), null],
  "part as text": [jsonText(k.doc, "a", 1), "x", null],
  "number as text": [jsonText(doc, "x y"), "1.5"],
  "truth as text": [jsonText(doc, "t"), "true"],
  "null as text": [jsonText(doc, "n"), null],
  "part as a number": [jsonAs(integer, k.doc, "a", 0), 1, null],
  "part as a bigint": [jsonAs(bigint, doc, "big"), 9007199254740993n],
  "part as a decimal": [jsonAs(decimal(), doc, "x y"), exactly("1.5")],
  "part as a truth": [jsonAs(boolean, doc, "t"), true],
  "part as a text": [jsonAs(text, doc, "a", 1, "b"), "it's"],
  "null as a number": [jsonAs(integer, doc, "n"), null],
  "key": [jsonHasKey(k.doc, "a"), true, false],
  "key of null": [jsonHasKey(doc, "n"), true],
  "key that is missing": [jsonHasKey(doc, "A"), false],
  "key of a list": [jsonHasKey(list, "0"), false],
  "any key": [jsonHasAnyKey(k.doc, ["zz", "a"]), true, false],
  "any key of none": [jsonHasAnyKey(doc, []), false],
  "any key that is missing": [jsonHasAnyKey(doc, ["zz", "b"]), false],
  "all keys": [jsonHasAllKeys(doc, ["a", "n", "x y"]), true],
  "all keys, one missing": [jsonHasAllKeys(k.doc, ["a", "zz"]), false, false],
  "all keys of none": [jsonHasAllKeys(empty, []), true],
  "type": [jsonTypeOf(k.doc), "object", null],
  "type of an array": [jsonTypeOf(list), "array"],
  "type of a text": [jsonTypeOf(word), "string"],
  "type of a number": [jsonTypeOf(value(json(), 1.5)), "number"],
  "type of a truth": [jsonTypeOf(value(json(), false)), "boolean"],
  "type of null": [jsonTypeOf(jsonGet(list, 2)), "null"],
  "items": [jsonArrayLength(list), 3],
  "items of none": [jsonArrayLength(value(json(), [])), 0],
  "items of what is no array": [jsonArrayLength(k.doc), null, null],
  "keys": [jsonKeys(k.doc), ["a"], null],
  "keys of none": [jsonKeys(empty), []],
  "keys of what is no object": [jsonKeys(list), null],
  "object": [
    jsonObject({ n: k.n, m: k.m, name: k.name, flag: k.flag, big: k.big, doc: k.doc }),
    { n: 7, m: 3, name: "Ünï 100%_a\\b", flag: true, big: 9007199254740993n, doc: { a: [1, "x", null] } },
    { n: -7, m: null, name: null, flag: null, big: null, doc: null },
  ],
  "object of nothing": [jsonObject({}), {}],
  "object in an object": [jsonObject({ 'a"\\': jsonObject({ b: literal("it's") }) }), { 'a"\\': { b: "it's" } }],
  "array": [jsonArray(k.n, k.name, k.m), [7, "Ünï 100%_a\\b", 3], [-7, null, null]],
  "array of nothing": [jsonArray(), []],
  "array of arrays": [jsonArray(jsonArray(literal(1)), literal("x")), [[1], "x"]],
  "set": [jsonSet(k.doc, ["b"], 2), { a: [1, "x", null], b: 2 }, null],
  "set in place": [jsonSet(list, [1], "y"), [10, "y", null]],
  "set beyond the end": [jsonSet(list, [9], "y"), [10, "x", null, "y"]],
  "set where nothing leads": [jsonSet(empty, ["a", "b"], 1), {}],
  "set to an expression": [jsonSet(empty, ["n"], k.m), { n: 3 }, { n: null }],
  "insert": [jsonInsert(k.doc, ["b"], 2), { a: [1, "x", null], b: 2 }, null],
  "insert where something is": [jsonInsert(list, [0], 2), [10, "x", null]],
  "insert where null is": [jsonInsert(value(json(), { n: null }), ["n"], 2), { n: null }],
  "replace": [jsonReplace(k.doc, ["a"], "new"), { a: "new" }, null],
  "replace nothing": [jsonReplace(empty, ["a"], 1), {}],
  "replace null": [jsonReplace(list, [2], { x: 1 }), [10, "x", { x: 1 }]],
  "remove": [jsonRemove(k.doc, ["a"]), {}, null],
  "remove an item": [jsonRemove(list, [0]), ["x", null]],
  "remove nothing": [jsonRemove(list, [9]), [10, "x", null]],
  "append": [jsonArrayAppend(k.doc, ["a"], 2), { a: [1, "x", null, 2] }, null],
  "append to the whole": [jsonArrayAppend(list, [], { y: 1 }), [10, "x", null, { y: 1 }]],
  "append to what is no array": [jsonArrayAppend(value(json(), { a: 1 }), ["a"], 2), { a: 1 }],
}

export const jsonConcats: Expressions = {
  "two objects": [jsonConcat(k.doc, { b: 2 }), { a: [1, "x", null], b: 2 }, null],
  "the second wins, at the top": [jsonConcat(value(json(), { a: { x: 1 }, b: 1 }), { a: { y: 2 } }), { a: { y: 2 }, b: 1 }],
  "two arrays": [jsonConcat(list, [1, []]), [10, "x", null, 1, []]],
  "with NULL": [jsonConcat(list, none), null],
}

export const jsonPatches: Expressions = {
  "a patch": [jsonMergePatch(k.doc, { b: 2 }), { a: [1, "x", null], b: 2 }, null],
  "a patch at every level": [jsonMergePatch(value(json(), { a: { x: 1, y: 2 }, b: 1 }), { a: { x: null, z: [3] } }), { a: { y: 2, z: [3] }, b: 1 }],
  "a patch that is no object": [jsonMergePatch(value(json(), { a: 1 }), [1]), [1]],
  "a patch of what is no object": [jsonMergePatch(list, { a: 1 }), { a: 1 }],
  "a patch of nothing": [jsonMergePatch(value(json(), { a: 1 }), {}), { a: 1 }],
}

export const jsonContained: Expressions = {
  "a part": [jsonContains(k.doc, { a: [1] }), true, null],
  "not a part": [jsonContains(doc, { a: [2] }), false],
  "nothing is in everything": [jsonContains(doc, {}), true],
  "items in any order": [jsonContains(list, ["x", 10]), true],
  "not a part of a part": [jsonContains(doc, { b: "it's" }), false],
}

const steps = value(json(), { steps: [{ m: 3 }, { m: 8 }, { m: 9 }] })

export const jsonPaths: Expressions = {
  "path exists": [jsonPathExists(k.doc, "$.a[*] ? (@ == $x)", { x: "x" }), true, null],
  "path does not exist": [jsonPathExists(steps, "$.steps[*] ? (@.m > 9)"), false],
  "path to null": [jsonPathExists(list, "$[2]"), true],
  "path is true": [jsonPathMatch(steps, "exists($.steps[*] ? (@.m > $least))", { least: 8 }), true],
  "path is false": [jsonPathMatch(steps, "$.steps[0].m == 4"), false],
  "path of NULL": [jsonPathMatch(none, "true"), null],
  "first of a path": [jsonPathQueryFirst(k.doc, "$.a[*]"), 1, null],
  "first of a path that finds a part": [jsonPathQueryFirst(steps, "$.steps[*] ? (@.m > 3)"), { m: 8 }],
  "first of nothing": [jsonPathQueryFirst(steps, "$.zz"), null],
  "all of a path": [jsonPathQueryArray(k.doc, "$.a[*]"), [1, "x", null], null],
  "all of a path with a condition": [jsonPathQueryArray(steps, "$.steps[*].m ? (@ > $least)", { least: 3 }), [8, 9]],
  "all of nothing": [jsonPathQueryArray(steps, "$.zz"), []],
}
