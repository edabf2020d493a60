// SPDX-License-Identifier: Apache-2.0
// Numbers, money, instants for people. One place, so that a number looks the same wherever it stands.

let currency = 'EUR';
let zone = 'UTC';

/** Called once, with what /status says. */
export const settle = status => {
  currency = status.currency ?? currency;
  zone = status.zone ?? zone;
};

export const theCurrency = () => currency;

const formats = new Map();
const number = (digits, compact) => {
  const key = `${digits}${compact}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat('en', compact
      ? {notation: 'compact', maximumFractionDigits: digits}
      : {minimumFractionDigits: digits, maximumFractionDigits: digits}));
  }
  return formats.get(key);
};

export const missing = value => value === null || value === undefined || Number.isNaN(value);
const or = (value, format) => (missing(value) ? '–' : format(Number(value)));

export const count = value => or(value, v => number(Number.isInteger(v) || Math.abs(v) >= 100 ? 0 : 1).format(v));
export const decimal = (value, digits = 2) => or(value, v => number(digits).format(v).replace('-', '−'));
export const percent = (value, digits = 1) =>
  or(value, v => number(Math.abs(v) >= 0.9995 ? 0 : digits).format(v * 100).replace('-', '−') + ' %');

const bare = v => (Math.abs(v) >= 1e7 ? number(2, true).format(v)
  : number(Math.abs(v) >= 100 || v === 0 ? 0 : 2).format(v)).replace('-', '−');

export const amount = value => or(value, bare);
export const money = value => or(value, v => `${bare(v)} ${currency}`);
/** For tiles: whole to 99,999, then 128K, 1.28M. */
export const tileAmount = value => or(value, v => (Math.abs(v) >= 1e5 ? number(Math.abs(v) >= 1e6 ? 2 : 0, true).format(v) : bare(v)));
/** Short, for axes and tiles: 1.2M. */
export const short = value => or(value, v => number(Math.abs(v) >= 1000 ? 1 : 2, true).format(v));
export const signed = (value, format) => or(value, v => (v > 0 ? '+' : v < 0 ? '−' : '±') + format(Math.abs(v)));

/** «120 EUR, 90 to 160». */
export const interval = (value, lower, upper, format = amount, unit = currency) =>
  missing(value) ? '–'
    : `${format(value)}${unit ? ' ' + unit : ''}`
      + (missing(lower) || missing(upper) ? '' : lower === upper && lower < value ? `, but most likely ${format(lower)}` : `, ${format(lower)} to ${format(upper)}`);

const dates = (options => {
  const kept = new Map();
  return name => {
    const key = name + zone;
    if (!kept.has(key)) kept.set(key, new Intl.DateTimeFormat('en-GB', {timeZone: zone, ...options[name]}));
    return kept.get(key);
  };
})({
  date: {day: 'numeric', month: 'short', year: 'numeric'},
  month: {month: 'short', year: 'numeric'},
  time: {day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit'},
});

const instant = (value, name) => {
  if (missing(value) || value === '') return '–';
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? String(value) : dates(name).format(at);
};

export const date = value => instant(value, 'date');
export const month = value => instant(value, 'month');
export const time = value => instant(value, 'time');

/** How long before another instant: «3 weeks before». */
export const ago = (value, since) => {
  const days = Math.round((new Date(since) - new Date(value)) / 864e5);
  if (!Number.isFinite(days)) return '';
  const said = (n, unit) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (days <= 0) return 'today';
  if (days < 14) return said(days, 'day');
  if (days < 70) return said(Math.round(days / 7), 'week');
  if (days < 730) return said(Math.round(days / 30.44), 'month');
  return said(Math.round(days / 365.25), 'year');
};

export const seconds = value => or(value, v => (v < 1 ? `${Math.round(v * 1000)} ms`
  : v < 90 ? `${number(1).format(v)} s` : `${number(1).format(v / 60)} min`));

/** last_purchase → Last purchase; R 5 stays. */
export const words = name => {
  const plain = String(name ?? '').replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** By unit, as scorecards name them. */
export const figure = (value, unit) => {
  switch (unit) {
    case 'money': return money(value);
    case 'share': return percent(value);
    case 'ratio': return decimal(value, 2);
    case 'points': return decimal(value, 1);
    case undefined: case null: case '': return amount(value);
    default: return count(value);
  }
};
