// SPDX-License-Identifier: Apache-2.0
// What is to be done next and with how many, whether it helps, and how each part of the company does.
import {h, t} from '/ui/lib/dom.js';
import {amount, count, date, figure as said, money, signed, theCurrency, tileAmount, words} from '/ui/lib/format.js';
import {refine, to} from '/ui/lib/route.js';
import {badge, bars, card, delta, figure, pageHead, tabs, tiles} from '/ui/part/card.js';
import {chart, plain} from '/ui/part/chart.js';
import {empty, loaded} from '/ui/part/loaded.js';
import {table} from '/ui/part/table.js';

const sum = (rows, key) => rows.reduce((all, r) => all + (r[key] ?? 0), 0);
const KINDS = {chosen: 'good', explored: 'warn', 'held out': '', suppressed: 'bad'};

const decided = told => {
  const rows = told?.items ?? [];
  const acted = rows.filter(r => r.action !== 'nothing');
  const byAction = [...new Set(acted.map(r => r.action))].map(action => {
    const of = acted.filter(r => r.action === action);
    return {action, customers: sum(of, 'customers'), gain: sum(of, 'gain'), cost: sum(of, 'cost')};
  }).sort((a, b) => b.gain - a.gain);
  const columns = [
    {key: 'action', label: 'Action'}, {key: 'kind', label: 'How', show: v => (v ? badge(v, KINDS[v] ?? '') : '–')}, {key: 'channel', label: 'Channel'},
    {key: 'customers', label: 'Customers', number: true, show: count}, {key: 'gain', label: 'Gain expected', number: true, unit: theCurrency(), show: amount},
    {key: 'cost', label: 'Cost', number: true, unit: theCurrency(), show: amount}, {key: 'basis', label: 'Rests on'}];
  if (rows.length === 0) return card({}, empty('Nothing is decided yet', 'Name actions in perennial.yaml, section decide, and run: perennial run.'));
  return t.div({class: 'grid'},
    h('div', null, tiles(
      {label: 'Addressed next', figure: count(sum(acted, 'customers')), note: `of ${count(sum(rows, 'customers'))} customers`},
      {label: 'Gain expected', figure: tileAmount(sum(acted, 'gain')), unit: theCurrency(), note: 'margin because of it, before cost'},
      {label: 'Cost', figure: tileAmount(sum(acted, 'cost')), unit: theCurrency()},
      {label: 'Left after cost', figure: tileAmount(sum(acted, 'gain') - sum(acted, 'cost')), unit: theCurrency()})),
    figure({title: 'What each action brings', size: 'half', name: 'actions-gain', rows: byAction, sub: `Gain expected of all who are addressed, ${theCurrency()}`, none: 'Doing nothing is best for everybody now.',
      columns: columns.filter(c => !['kind', 'channel', 'basis'].includes(c.key))},
    () => bars(byAction.map(a => ({name: `${a.action}, ${count(a.customers)} customers`, value: a.gain, text: money(a.gain)})))),
    figure({title: 'What is decided', size: 'half', name: 'actions', rows, columns, table: true, sub: 'Chosen is what is best; explored is drawn, to learn; held out is left alone, to measure'},
      () => table('What is decided', columns, rows, {low: true})));
};

const effects = told => {
  const rows = told?.items ?? [];
  const columns = [
    {key: 'action', label: 'Action'}, {key: 'addressed', label: 'Addressed', number: true, show: count}, {key: 'compared', label: 'Compared with', number: true, show: count},
    {key: 'prior', label: 'Believed', number: true, unit: theCurrency(), show: v => amount(v)},
    {key: 'effect', label: 'Measured', number: true, unit: theCurrency(), show: (v, r) => [amount(v), v !== null && v !== undefined && t.div({class: 'soft small'}, `${amount(r.effect_lower)} to ${amount(r.effect_upper)}`)]},
    {key: 'basis', label: 'Used', show: v => (v ? badge(v, v === 'measured' ? 'good' : '') : '–')}, {key: 'words', label: 'In words', wide: true}];
  const drawn = rows.filter(r => r.effect !== null && r.effect !== undefined);
  return t.div({class: 'grid'},
    figure({title: 'Does it help?', name: 'effects', rows: drawn, columns, sub: `What an action brings a customer addressed, ${theCurrency()} of margin before cost, with its 90 % interval, against customers held out`,
      none: 'Effects are measured once the window after the first decisions is over.'},
    () => chart('Measured effect of each action with its interval', Math.max(180, drawn.length * 44 + 50), c => ({
      legend: {data: ['measured', 'believed']}, grid: {left: 8, right: 30, bottom: 6, top: 36},
      xAxis: {type: 'value'}, yAxis: {type: 'category', inverse: true, data: drawn.map(r => r.action), axisLabel: {color: c.ink, fontSize: 13}},
      tooltip: {formatter: p => { const r = drawn[p.dataIndex]; return `<b>${plain(r.action)}</b><br>measured ${money(r.effect)}, ${amount(r.effect_lower)} to ${amount(r.effect_upper)}<br>believed ${money(r.prior)}`; }},
      series: [
        {type: 'custom', silent: true, z: 1, data: drawn.map((r, i) => [r.effect_lower, r.effect_upper, i]), encode: {x: [0, 1], y: 2}, renderItem: (_, api) => {
          const [a, b] = [api.coord([api.value(0), api.value(2)]), api.coord([api.value(1), api.value(2)])];
          return {type: 'rect', shape: {x: a[0], y: a[1] - 5, width: b[0] - a[0], height: 10, r: 5}, style: {fill: c.s1, opacity: 0.28}};
        }},
        {name: 'measured', type: 'scatter', symbolSize: 13, color: c.s1, data: drawn.map((r, i) => [r.effect, i]),
          markLine: {symbol: 'none', silent: true, label: {show: false}, lineStyle: {color: c.soft}, data: [{xAxis: 0}]}},
        {name: 'believed', type: 'scatter', symbol: 'diamond', symbolSize: 11, color: c.s2, data: drawn.map((r, i) => [r.prior, i]).filter(([x]) => x !== null && x !== undefined)},
      ],
    }))),
    figure({title: 'Believed, measured, used', name: 'effects-table', rows, columns, table: true, none: 'No action has been taken yet.'}, () => table('Effects', columns, rows)));
};

const scorecards = (told, query) => {
  const rows = told?.items ?? [];
  const none = r => !r || r.figure === null || r.figure === undefined;
  const scopes = [...new Set(rows.map(r => r.scope))].sort((a, b) => (b === 'company') - (a === 'company'));
  const scope = scopes.includes(query.scope) ? query.scope : scopes[0];
  const of = rows.filter(r => r.scope === scope);
  const names = [...new Set(of.map(r => r.name))];
  const measures = [...new Map(of.sort((a, b) => a.place - b.place).map(r => [r.measure, r.unit])).entries()];
  const at = new Map(of.map(r => [`${r.name}|${r.measure}`, r]));
  const by = (r, unit) => {
    if (none(r) || r.before === null || r.before === undefined) return undefined;
    const change = r.figure - r.before;
    const text = unit === 'share' ? `${signed(change * 100, x => x.toFixed(1))} points` : signed(change, x => said(x, unit));
    return change === 0 ? t.span({class: 'soft'}, 'as before') : delta(text.slice(1), change, 0);
  };
  const lines = measures.map(([measure, unit]) => ({measure, unit, ...Object.fromEntries(names.map(n => [n, at.get(`${n}|${measure}`)?.figure])),
    before: at.get(`all|${measure}`)?.before}));
  const between = r => r?.lower !== undefined && r.lower !== null && t.div({class: 'soft small'}, `${said(r.lower, r.unit)} to ${said(r.upper, r.unit)}`);
  const shown = name => (v, line) => [none(at.get(`${name}|${line.measure}`)) ? t.span({class: 'soft small'}, '– ', at.get(`${name}|${line.measure}`)?.reason) : said(v, line.unit), between(at.get(`${name}|${line.measure}`)), names.length > 1 && t.div({class: 'small'}, by(at.get(`${name}|${line.measure}`), line.unit))];
  const columns = [{key: 'measure', label: 'Measure', show: words, sort: false},
    ...names.map(name => ({key: name, label: name === 'all' ? 'Now' : name, number: true, show: shown(name), sort: false})),
    ...(names.length > 1 ? [] : [{key: 'before', label: 'Before', number: true, sort: false, show: (v, line) => said(v, line.unit)},
      {key: 'change', label: 'Change', number: true, sort: false, raw: line => (line.before === undefined || line.before === null ? undefined : line[names[0]] - line.before), show: (_, line) => by(at.get(`${names[0]}|${line.measure}`), line.unit) ?? '–'}])];
  return figure({title: 'Scorecards', name: `scorecard-${scope}`, rows: lines, columns, table: true, none: 'No scorecards yet: perennial run.',
    sub: rows[0]?.before_as_of ? `Each figure, and what changed since ${date(rows[0].before_as_of)}` : 'Each figure; changes show after the next run',
    acts: scopes.length > 1 && t.select({class: 'find', 'aria-label': 'Of whom', value: scope, style: {padding: '3px 8px'}, onChange: e => refine({scope: e.target.value})}, scopes.map(s => t.option({value: s}, words(s)))),
  }, () => table('Scorecards', columns, lines));
};

const views = [{name: 'Decided', path: ''}, {name: 'Effects', path: 'effects'}, {name: 'Scorecards', path: 'scorecards'}];

export const Page = ({path, query}) => {
  const view = path[1] ?? '';
  return [
    pageHead('Actions', 'What to do next with whom, within which limits; whether it helped, measured by customers left alone.'),
    tabs('Actions', views.map(v => ({name: v.name, href: v.path ? to('actions', v.path) : to('actions'), on: view === v.path}))),
    view === 'effects' ? loaded({told: ['/actions/effects', {}, false, 500]}, ({told}) => effects(told), 400)
      : view === 'scorecards' ? loaded({told: ['/scorecards', {}, false, 3000]}, ({told}) => t.div({class: 'grid'}, scorecards(told, query)), 400)
        : loaded({told: ['/actions', {}, false, 500]}, ({told}) => decided(told), 400),
  ];
};
