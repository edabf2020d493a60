// SPDX-License-Identifier: Apache-2.0
// How the customers do as a whole: for those who have a minute.
import {h, t} from '/ui/lib/dom.js';
import {amount, count, date, decimal, figure as said, percent, short, signed, theCurrency, tileAmount, words} from '/ui/lib/format.js';
import {refine, to} from '/ui/lib/route.js';
import {bars, card, delta, figure, pageHead, tiles} from '/ui/part/card.js';
import {chart, plain} from '/ui/part/chart.js';
import {heat} from '/ui/part/heat.js';
import {empty, loaded} from '/ui/part/loaded.js';

/** Whether more is better, of measures that say so by their name. */
const better = measure => (/churn|not buy|cost|dorm|left|return|risk|complain/i.test(measure) ? -1 : 1);

const change = f => {
  if (f.before === null || f.before === undefined || f.figure === null) return undefined;
  const by = f.figure - f.before;
  const text = f.unit === 'share' ? `${signed(by * 100, v => v.toFixed(1))} points`
    : f.before ? signed(by / Math.abs(f.before), percent) : signed(by, v => said(v, f.unit));
  return delta(text.replace(/^[+−±]/, ''), Math.abs(by) < 1e-9 ? 0 : by, better(f.measure));
};

/** What an executive asks first, in that order; then whatever else there is. */
const FIRST = ['active in a year', 'customer equity', 'repeat purchase rate', 'average order value', 'will not buy soon', 'spend in a year',
  'purchases a year of an active customer', 'satisfaction', 'margin, where costs are known', 'expected gain of that'];
const NAMES = {'active in a year': 'Active customers', 'repeat purchase rate': 'Repeat rate', 'will not buy soon': 'Churn risk', 'spend in a year': 'Revenue in a year',
  'purchases a year of an active customer': 'Purchases a year, each', 'margin, where costs are known': 'Margin', 'expected gain of that': 'Gain of what is decided'};
const NOTES = {'active in a year': 'bought within a year', 'will not buy soon': 'share who will not buy soon', 'customer equity': 'margin of the weeks that are forecast, present value',
  'repeat purchase rate': 'of all who bought, bought again', 'expected gain of that': 'expected, before cost'};

const headline = figures => tiles(...FIRST.map(m => figures.find(f => f.measure === m)).filter(f => f && f.figure !== null && f.figure !== undefined).slice(0, 8).map(f => {
  const money = f.unit === 'money';
  return {label: NAMES[f.measure] ?? words(f.measure), figure: money ? tileAmount(f.figure) : said(f.figure, f.unit), unit: money ? theCurrency() : undefined, delta: change(f),
    note: f.before === null || f.before === undefined ? NOTES[f.measure] : `from ${money ? tileAmount(f.before) : said(f.before, f.unit)}`};
}));

const why = (portfolio, query) => {
  const all = portfolio.changes ?? [];
  const kinds = [...new Set(all.map(c => `${c.measure}|${c.scope}`))];
  const kind = kinds.includes(query.why) ? query.why : kinds[0];
  const rows = all.filter(c => `${c.measure}|${c.scope}` === kind);
  const [measure = ''] = (kind ?? '').split('|');
  return figure({
    title: 'What changed, and where', size: all.length > 0 ? 'half' : 'third', name: 'what-changed', rows,
    sub: portfolio.before_as_of && measure ? `What each part added to the change of ${measure} since ${date(portfolio.before_as_of)}` : undefined,
    none: 'There is one instant so far. After the next run this tells what moved, and which customers moved it.',
    acts: kinds.length > 1 && t.select({class: 'find', 'aria-label': 'Of what, by what', value: kind, style: {padding: '3px 8px'}, onChange: e => refine({why: e.target.value})},
      kinds.map(k => t.option({value: k}, k.replace('|', ', by ')))),
    columns: [{key: 'name', label: 'Where'}, {key: 'before', label: 'Before', number: true, unit: theCurrency(), show: amount}, {key: 'figure', label: 'Now', number: true, unit: theCurrency(), show: amount},
      {key: 'change', label: 'Change', number: true, unit: theCurrency(), show: v => signed(v, amount)}, {key: 'share', label: 'Of the whole change', number: true, show: v => percent(v, 0)}],
  }, () => bars(rows.map(c => ({name: c.name, value: c.change, text: `${signed(c.change, tileAmount)} ${theCurrency()}`})), {twoWay: true}));
};

const tracking = (told, size) => {
  const rows = (told?.weeks ?? []).filter(w => w.expected !== null || w.actual !== null);
  return figure({
    title: 'Predicted against realised', size, name: 'predicted-realised', rows,
    sub: 'Purchases a week: what the models expect, also of weeks that they had not seen, and what came',
    none: 'Shows once models are fitted: perennial run.',
    columns: [{key: 'label', label: 'Week'}, {key: 'expected', label: 'Predicted', number: true, show: v => decimal(v)}, {key: 'actual', label: 'Realised', number: true, show: count}],
    foot: (told?.forecasts ?? []).length > 0 ? t.a({href: to('models')}, 'How earlier forecasts held, by cohort →') : undefined,
  }, () => chart('Predicted and realised purchases by week', 290, c => ({
    legend: {data: ['predicted', 'realised']},
    xAxis: {type: 'category', data: rows.map(r => r.label), boundaryGap: false},
    yAxis: {type: 'value', axisLabel: {formatter: short}},
    tooltip: {trigger: 'axis', formatter: at => {
      const r = rows[at[0].dataIndex];
      return `<b>${plain(r.label)}</b><br>predicted ${decimal(r.expected, 1)}<br>realised ${count(r.actual)}`;
    }},
    series: [
      {name: 'realised', type: 'line', data: rows.map(r => r.actual), symbol: 'none', color: c.s2, lineStyle: {width: 1.5}, areaStyle: {color: c.s2, opacity: 0.08}},
      {name: 'predicted', type: 'line', data: rows.map(r => r.expected), symbol: 'none', lineStyle: {width: 2.5}, color: c.s1},
    ],
  })));
};

const retention = (told, query) => {
  const cohorts = told?.cohorts ?? [];
  const rows = cohorts.flatMap(c => c.active.map((customers, since) => ({cohort: c.cohort, since, customers, share: c.customers ? customers / c.customers : 0})));
  const unit = told?.months_per_period === 3 ? 'quarter' : 'month';
  return figure({
    title: 'Who comes back', size: 'wide', name: 'retention', rows: rows.some(r => r.since > 0) ? rows : [],
    sub: `Of the customers who first bought in a ${unit}, the share that bought in each ${unit} after`,
    none: 'Cohorts show once customers have bought in more than one month.',
    acts: t.select({class: 'find', 'aria-label': 'Length of a cohort', value: query.months ?? '1', style: {padding: '3px 8px'}, onChange: e => refine({months: e.target.value === '1' ? '' : e.target.value})},
      t.option({value: '1'}, 'by month'), t.option({value: '3'}, 'by quarter')),
    columns: [{key: 'cohort', label: 'First bought'}, {key: 'since', label: `${words(unit)}s after`, number: true},
      {key: 'customers', label: 'Customers', number: true, show: count}, {key: 'share', label: 'Share', number: true, show: v => percent(v)}],
  }, () => heat(rows, unit));
};

export const Page = ({status, query}) => [
  pageHead('Portfolio', `How the customers of ${status?.name ?? 'this company'} do as a whole${status?.as_of ? `, as of ${date(status.as_of)}` : ''}.`),
  loaded({portfolio: ['/portfolio'], kept: ['/retention', {months: query.months}, true], tracked: ['/values/tracking', {}, true]},
    ({portfolio, kept, tracked}) => t.div({class: 'grid'},
      (portfolio.figures ?? []).length === 0
        ? card({}, empty('No figures yet', 'Run the pipeline once: perennial run.'))
        : h('div', null, headline(portfolio.figures)),
      tracking(tracked, (portfolio.changes ?? []).length > 0 ? 'half' : 'two-thirds'), why(portfolio, query), retention(kept, query)), 420),
];
