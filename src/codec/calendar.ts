/** Reading dates and times as text, without `Date`: it rolls 30 February over, and knows milliseconds only. */

/** The number that the two digits at `at` write; -1 if they are not digits. */
export const twoDigits = (s: string, at: number): number => {
  const tens = s.charCodeAt(at) - 48
  const ones = s.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** The days since 1970-01-01 of the date `YYYY-MM-DD` at the start of a text; `null` if there is no such day. */
export const daysAt = (s: string): number | null => {
  const century = twoDigits(s, 0)
  const rest = twoDigits(s, 2)
  const month = twoDigits(s, 5)
  const day = twoDigits(s, 8)
  if (century < 0 || rest < 0 || s.charCodeAt(4) !== 45 || s.charCodeAt(7) !== 45) return null
  const year = century * 100 + rest
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  // years that begin in March, so that the leap day is the last day: Howard Hinnant's days_from_civil
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** Is there a day of the years 1 to 9999 at the start of the text? */
export const isDayAt = (s: string): boolean => daysAt(s) !== null && !s.startsWith("0000")

/** The seconds of the day of the time `HH:MM:SS` at `at`; -1 if there is no such time. */
export const secondsAt = (s: string, at: number): number => {
  const hours = twoDigits(s, at)
  const minutes = twoDigits(s, at + 3)
  const seconds = twoDigits(s, at + 6)
  return hours >= 0 &&
    hours < 24 &&
    minutes >= 0 &&
    minutes < 60 &&
    seconds >= 0 &&
    seconds < 60 &&
    s.charCodeAt(at + 2) === 58 &&
    s.charCodeAt(at + 5) === 58
    ? hours * 3600 + minutes * 60 + seconds
    : -1
}

/** Where the digits that start at `at` end. */
export const digitsEnd = (s: string, at: number): number => {
  let end = at
  while (end < s.length && s.charCodeAt(end) >= 48 && s.charCodeAt(end) <= 57) end++
  return end
}

/**
 * Where the canonical form of a time that starts at `at` and fills the rest of the text ends: before the trailing zeros
 * of its fraction. -1 if it is not a time, or has more than six digits after the point.
 */
export const timeEnd = (s: string, at: number): number => {
  if (secondsAt(s, at) < 0) return -1
  const point = at + 8
  if (s.length === point) return point
  const end = digitsEnd(s, point + 1)
  if (s.charCodeAt(point) !== 46 || end !== s.length || end === point + 1 || end > point + 7) return -1
  let last = end
  while (s.charCodeAt(last - 1) === 48) last--
  return last === point + 1 ? point : last
}
