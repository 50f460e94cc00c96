#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Brings a list of names up to date from a file of its publisher, and keeps since when each name has stood on it.
//
//   node patterns/domains/refresh.mjs ID FILE DATE [--without FILE]…
//
// FILE has one name a line (any of them may be gzipped: *.gz), DATE (YYYY-MM-DD) is the day of the file. Names that are new are
// dated DATE, names that are gone leave, the others keep their date. Names in a file given with --without (sites that are dead,
// or were listed in error) are left out. Writes patterns/domains/ID.txt; ID.json, its description, is written by hand.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const SINCE = /^# since (\d{4}-\d{2}-\d{2})$/

/** @param {string} path */
function readLines(path) {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/)
}

/** The names of a file, comments left out. @param {string} path */
function readNames(path) {
  return new Set(readLines(path).map((line) => line.replace(/(^|\s)#.*/, '').trim().toLowerCase()).filter(Boolean))
}

/** Since when each name has been listed. @param {string} path @returns {Map<string, string>} */
function readDates(path) {
  const dates = new Map()
  let since = ''
  for (const line of existsSync(path) ? readLines(path) : []) {
    since = SINCE.exec(line)?.[1] ?? since
    if (line && !line.startsWith('#') && since) dates.set(line, since)
  }
  return dates
}

/** @param {string[]} args */
function parse(args) {
  const without = []
  const plain = []
  for (let i = 0; i < args.length; ++i) {
    if (args[i] === '--without') without.push(args[++i])
    else plain.push(args[i])
  }
  const [id, file, date] = plain
  if (plain.length !== 3 || !/^[a-z0-9-]+$/.test(id) || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    console.error('refresh.mjs ID FILE DATE [--without FILE]…')
    process.exit(2)
  }
  return { id, file, date, without }
}

const { id, file, date, without } = parse(process.argv.slice(2))
const path = join(import.meta.dirname, `${id}.txt`)
const known = readDates(path)
const unwanted = new Set(without.flatMap((one) => [...readNames(one)]))
/** @type {Map<string, string[]>} */
const bySince = new Map()
for (const name of readNames(file)) {
  if (unwanted.has(name)) continue
  const since = known.get(name) ?? date
  const names = bySince.get(since)
  if (names) names.push(name)
  else bySince.set(since, [name])
}
const days = [...bySince.keys()].sort()
const sections = days.map((day) => `# since ${day}\n${(bySince.get(day) ?? []).sort().join('\n')}\n`)
writeFileSync(path, sections.join(''))
const kept = [...bySince.values()].flat()
const fresh = kept.filter((name) => !known.has(name)).length
console.log(`${path}: ${kept.length} names, ${fresh} new, ${known.size - (kept.length - fresh)} gone`)
