// SPDX-License-Identifier: Apache-2.0
// What customers are worth: how it is spread, who is in which tier, what winning them costs, and what if.
import {h, t} from '/ui/lib/dom.js';
import {amount, count, date, decimal, money, percent, short, theCurrency, tileAmount, words} from '/ui/lib/format.js';
import {to} from '/ui/lib/route.js';
import {card, figure, pageHead, tabs, tier, tiles} from '/ui/part/card.js';
import {chart, plain} from '/ui/part/chart.js';
import {empty, loaded} from '/ui/part/loaded.js';
import {table} from '/ui/part/table.js';
import {WhatIf} from '/ui/part/whatif.js';

const sum = (rows, key) => rows.reduce((all, r) => all + (r[key] ?? 0), 0);

const histogram = told => {
  const rows = (told?.histogram ?? []).map(r => ({lower: r.lower ?? r.from, upper: r.upper ?? r.to, customers: r.customers, value: r.value}));
  return figure({
    title: 'How value is spread', size: 'half', name: 'value-histogram', rows,
    sub: `Share of customers, and of all value, by what a customer is worth, ${theCurrency()}`, none: 'Values are told once customers have bought.',
    columns: [{key: 'lower', label: 'From', number: true, unit: theCurrency(), show: amount}, {key: 'upper', label: 'To', number: true, unit: theCurrency(), show: amount},
      {key: 'customers', label: 'Customers', number: true, show: count},
      {key: 'value', label: 'Value of them', number: true, unit: theCurrency(), show: amount}],
  }, () => {
    const [all, worth] = [sum(rows, 'customers'), sum(rows, 'value')];
    return chart('Histogram of value', 300, c => ({
      legend: {},
      xAxis: {type: 'category', data: rows.map(r => short(r.lower))},
      yAxis: {type: 'value', axisLabel: {formatter: v => `${Math.round(v * 100)} %`}},
      tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: at => {
        const r = rows[at[0].dataIndex];
        return `<b>${amount(r.lower)} to ${money(r.upper)}</b><br>${count(r.customers)} customers, ${percent(r.customers / all)}${worth ? `<br>${money(r.value)}, ${percent(r.value / worth)} of all value` : ''}`;
      }},
      series: [{name: 'of customers', type: 'bar', barCategoryGap: '14%', barGap: '0%', color: c.s1, itemStyle: {borderRadius: [4, 4, 0, 0]}, data: rows.map(r => r.customers / all)},
        worth > 0 && {name: 'of value', type: 'bar', color: c.s2, itemStyle: {borderRadius: [4, 4, 0, 0]}, data: rows.map(r => r.value / worth)}].filter(Boolean),
    }));
  });
};

const lorenz = told => {
  const rows = told?.lorenz ?? [];
  return figure({
    title: 'Who has how much of it', size: 'half', name: 'value-lorenz', rows,
    sub: told?.gini !== undefined ? `The poorest x % of customers have y % of the value. Gini ${decimal(told.gini, 2)}: 0 is all alike, 1 is one has all` : undefined,
    columns: [{key: 'customers', label: 'Share of customers', number: true, show: v => percent(v)}, {key: 'value', label: 'Share of value', number: true, show: v => percent(v)}],
  }, () => chart(`Lorenz curve of value, Gini ${decimal(told.gini, 2)}`, 300, c => {
    const axis = {type: 'value', max: 1, axisLabel: {formatter: v => `${Math.round(v * 100)} %`}};
    return {
      xAxis: axis, yAxis: axis,
      tooltip: {trigger: 'axis', formatter: at => `the poorest ${percent(at[0].data[0], 0)} of customers<br>have <b>${percent(at[0].data[1])}</b> of the value`},
      series: [
        {type: 'line', data: rows.map(r => [r.customers, r.value]), symbol: 'none', smooth: 0.2, lineStyle: {width: 2.5}, areaStyle: {opacity: 0.12}, color: c.s1},
        {type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', lineStyle: {type: 'dashed', color: c.soft, width: 1}, silent: true, tooltip: {show: false}},
      ],
    };
  }));
};

const tierTable = told => {
  const rows = told?.items ?? [];
  const columns = [
    {key: 'tier', label: 'Tier', show: v => t.a({href: to('customers', {tier: v}), 'aria-label': `Customers of tier ${v}`}, tier(v))},
    {key: 'customers', label: 'Customers', number: true, show: count},
    {key: 'share', label: 'Share', number: true, show: v => percent(v)},
    {key: 'least', label: 'From', number: true, unit: theCurrency(), show: amount},
    {key: 'rose', label: 'Rose into it', number: true, show: count}, {key: 'fell', label: 'Fell into it', number: true, show: count}, {key: 'fresh', label: 'New', number: true, show: count}];
  return figure({title: 'Tiers', name: 'tiers', rows, columns, table: true, sub: 'By value, kept from run to run unless a value has clearly passed a border', none: 'No tiers yet.'},
    () => table('Tiers', columns, rows));
};

const overview = () => loaded({spread: ['/values/distribution', {}, true], tiers: ['/values/tiers', {}, true, 50]}, ({spread, tiers: told}) => t.div({class: 'grid'},
  spread && h('div', null, tiles(
    {label: 'Value of all', figure: tileAmount(spread.total), unit: theCurrency(), note: spread.horizon_weeks ? `of ${count(spread.valued)} customers in ${count(spread.horizon_weeks)} weeks` : 'value of all customers'},
    {label: 'Mean value', figure: amount(spread.mean), unit: theCurrency()},
    {label: 'Median value', figure: amount(spread.median), unit: theCurrency()},
    {label: 'The best tenth have', figure: percent(spread.best_tenth, 0), note: 'of all value'},
    {label: 'Gini', figure: decimal(spread.gini, 2), note: '0 all alike, 1 one has all'})),
  histogram(spread), lorenz(spread), tierTable(told)), 460);

const WAYS = ['channel', 'campaign', 'source', 'cohort'];
const economics = query => loaded({told: ['/values/economics', {by: WAYS.includes(query.by) ? query.by : 'channel'}, true, 500]}, ({told}) => {
  const rows = told?.items ?? [];
  const by = rows[0]?.dimension ?? query.by ?? 'channel';
  const paid = rows.filter(r => r.ratio !== null && r.ratio !== undefined);
  const columns = [
    {key: 'name', label: words(by)}, {key: 'customers', label: 'Customers', number: true, show: count},
    {key: 'cost_each', label: 'Cost each', number: true, unit: theCurrency(), show: amount},
    {key: 'value_each', label: 'LTV each', number: true, unit: theCurrency(), show: (v, r) => [amount(v), r.value_lower !== undefined && t.div({class: 'soft small'}, `${amount(r.value_lower)} to ${amount(r.value_upper)}`)]},
    {key: 'ratio', label: 'LTV:CAC', number: true, show: v => decimal(v, 1)},
    {key: 'payback_weeks', label: 'Pays back', number: true, unit: 'weeks', show: v => decimal(v, 0)},
    {key: 'equity', label: 'Equity, all time to come', number: true, unit: theCurrency(), show: amount}];
  return rows.length === 0 && by === 'channel' ? card({}, empty('No economics yet', 'Say what customers cost in perennial.yaml, section value.'))
    : [tabs('By', WAYS.map(d => ({name: words(d), href: to('value', 'economics', {by: d}), on: d === by}))),
      t.div({class: 'grid'},
        figure({title: `LTV:CAC by ${by}`, size: 'wide', name: `ltv-cac-${by}`, rows: paid, columns, sub: 'What a customer is worth by what winning one cost; above 1 it pays, above 3 it pays well',
          none: 'Nothing says what winning these customers cost.'},
        () => chart(`LTV:CAC by ${by}`, Math.max(180, paid.length * 40 + 40), c => ({
          xAxis: {type: 'value'}, yAxis: {type: 'category', inverse: true, data: paid.map(r => r.name), axisLabel: {color: c.ink, fontSize: 13}},
          tooltip: {formatter: p => `<b>${plain(paid[p.dataIndex].name)}</b><br>${decimal(paid[p.dataIndex].ratio, 1)}, ${decimal(paid[p.dataIndex].ratio_lower, 1)} to ${decimal(paid[p.dataIndex].ratio_upper, 1)}`},
          series: [{type: 'bar', barMaxWidth: 16, color: c.s1, itemStyle: {borderRadius: 4}, data: paid.map(r => r.ratio),
            markLine: {symbol: 'none', silent: true, label: {formatter: 'pays', color: c.soft}, lineStyle: {color: c.soft}, data: [{xAxis: 1}]}}],
        }))),
        figure({title: 'What they cost and bring', size: 'wide', name: `economics-${by}`, rows, columns, table: true}, () => table('Economics', columns, rows)))];
}, 460);

const whatIf = (query, me) => h(WhatIf, {query, me});

const views = [{name: 'Overview', path: ''}, {name: 'What if', path: 'what-if'}, {name: 'What customers cost', path: 'economics'}];

export const Page = ({path, query, me, status}) => [
  pageHead('Value', `What customers are worth, as of ${date(status?.as_of)}: how it is spread, and what would be if something were otherwise.`),
  tabs('Value', views.map(v => ({name: v.name, href: v.path ? to('value', v.path) : to('value'), on: (path[1] ?? '') === v.path}))),
  path[1] === 'what-if' ? whatIf(query, me) : path[1] === 'economics' ? economics(query) : overview(),
];
