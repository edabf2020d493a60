// SPDX-License-Identifier: Apache-2.0
// Who is alike: the schemes, their segments on a map, what sets one apart, who moved where, who is in it.
import {h, t} from '/ui/lib/dom.js';
import {amount, count, date, decimal, money, percent, short, theCurrency, words} from '/ui/lib/format.js';
import {refine, to} from '/ui/lib/route.js';
import {bars, card, figure, pageHead, tabs, tiles} from '/ui/part/card.js';
import {chart, plain} from '/ui/part/chart.js';
import {empty, loaded} from '/ui/part/loaded.js';
import {table} from '/ui/part/table.js';
import {Pages, columns as customerColumns} from '/ui/page/customers.js';
import {sankey} from '/ui/part/sankey.js';

const segmentColumns = scheme => [
  {key: 'segment', label: 'Segment', show: v => t.a({href: to('segments', scheme, v)}, v)},
  {key: 'customers', label: 'Customers', number: true, show: count},
  {key: 'share', label: 'Share', number: true, show: v => percent(v)},
  {key: 'spend', label: 'Spend', number: true, unit: theCurrency(), show: amount},
  {key: 'spend_share', label: 'Share of spend', number: true, show: v => percent(v)},
  {key: 'value', label: 'Value', number: true, unit: theCurrency(), show: amount},
  {key: 'stability', label: 'Stability', number: true, show: v => decimal(v, 2)},
  {key: 'play', label: 'What to do', wide: true},
];

const sizes = (scheme, items) => figure({
  title: 'Size and spend', size: 'half', name: `${scheme}-segments`, rows: items,
  sub: 'Share of customers and share of what they spent', columns: segmentColumns(scheme),
}, () => chart('Share of customers and share of spend by segment', Math.max(190, items.length * 44 + 50), c => ({
  legend: {}, grid: {left: 8, right: 48},
  xAxis: {type: 'value', axisLabel: {formatter: v => `${Math.round(v * 100)} %`}},
  yAxis: {type: 'category', inverse: true, data: items.map(s => s.segment), axisLabel: {color: c.ink, fontSize: 13, width: 150, overflow: 'truncate'}},
  tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: at => {
    const s = items[at[0].dataIndex];
    return `<b>${plain(s.segment)}</b><br>${count(s.customers)} customers, ${percent(s.share)}<br>${money(s.spend)} spent, ${percent(s.spend_share)}`;
  }},
  series: [
    {name: 'customers', type: 'bar', barMaxWidth: 11, color: c.s1, itemStyle: {borderRadius: 3}, data: items.map(s => s.share)},
    {name: 'spend', type: 'bar', barMaxWidth: 11, color: c.s2, itemStyle: {borderRadius: 3}, data: items.map(s => s.spend_share)},
  ],
})));

const map = (scheme, told) => {
  const points = (told?.items ?? []).map(p => ({...p, segment: p.segment ?? p.segments?.[scheme]})).filter(p => p.segment);
  const names = [...new Set(points.map(p => p.segment))].sort();
  return figure({
    title: 'The map', size: 'half', name: 'segment-map', rows: points,
    sub: 'Some customers, those alike near each other. Only nearness means something.',
    none: 'The map is drawn of groups that behave alike, once there are enough customers.',
    columns: [{key: 'customer_id', label: 'Customer'}, {key: 'segment', label: 'Segment'},
      {key: 'x', label: 'x', number: true, show: v => decimal(v, 1)}, {key: 'y', label: 'y', number: true, show: v => decimal(v, 1)}],
  }, () => chart(`Map of ${points.length} customers in ${names.length} segments`, 420, c => ({
    legend: {data: names, type: 'scroll', icon: 'circle'}, grid: {left: 4, right: 4, top: 40, bottom: 4},
    xAxis: {type: 'value', show: false, scale: true}, yAxis: {type: 'value', show: false, scale: true},
    tooltip: {formatter: p => `customer ${plain(p.data[2])}<br><b>${plain(p.seriesName)}</b>`},
    series: names.map((name, i) => ({name, type: 'scatter', symbolSize: 6, color: c[`g${(i + 1) % 9}`], itemStyle: {opacity: 0.72},
      data: points.filter(p => p.segment === name).map(p => [p.x, p.y, p.customer_id])})),
  }), {onPick: event => event.data?.[2] && (location.hash = to('customers', event.data[2]))}));
};

const migration = (scheme, told, query) => {
  const all = told?.items ?? [];
  const times = [...new Set(all.map(r => `${r.from_as_of}|${r.to_as_of}`))].sort().reverse();
  const at = times.includes(query.between) ? query.between : times[0];
  const rows = all.filter(r => `${r.from_as_of}|${r.to_as_of}` === at);
  const [from, until] = (at ?? '|').split('|');
  return figure({
    title: 'Who moved where', size: 'wide', name: `${scheme}-migration`, rows,
    sub: at ? `From ${date(from)} to ${date(until)}; the width of a band is how many customers` : undefined,
    acts: times.length > 1 && t.select({class: 'find', 'aria-label': 'Between which instants', value: at, style: {padding: '3px 8px'}, onChange: e => refine({between: e.target.value})},
      times.map(v => t.option({value: v}, v.split('|').map(date).join(' to ')))),
    none: 'Moves show once customers were segmented as of two instants.',
    columns: [{key: 'from_segment', label: 'From', show: v => v ?? 'new'}, {key: 'to_segment', label: 'To'},
      {key: 'customers', label: 'Customers', number: true, show: count}, {key: 'rate', label: 'Of those who were there', number: true, show: v => percent(v)}],
  }, () => sankey(rows));
};

const overview = (scheme, schemes, query) => [
  tabs('Schemes', schemes.map(s => ({name: s.scheme === 'rfm' ? 'RFM' : words(s.scheme), href: to('segments', s.scheme), on: s.scheme === scheme}))),
  loaded({told: [`/segments/${encodeURIComponent(scheme)}`, {}, false, 500], moved: [`/segments/${encodeURIComponent(scheme)}/migration`, {}, true, 2000], mapped: ['/segments/map', {}, true, 2000]},
    ({told, moved, mapped}) => {
      const items = told.items ?? told.segments ?? [];
      return t.div({class: 'grid'}, sizes(scheme, items), map(scheme, mapped), migration(scheme, moved, query),
        figure({title: 'All segments', size: 'wide', name: `${scheme}-all`, rows: items, columns: segmentColumns(scheme), table: true},
          () => table(`Segments of ${scheme}`, segmentColumns(scheme), items, {sort: {key: 'spend', down: true}})));
    }, 460),
];

const apart = (name, told) => {
  const rows = told.features ?? [];
  return figure({
    title: 'What sets them apart', size: 'half', name: `${name}-features`, rows,
    sub: 'How much oftener a member is above another customer than beneath, −1 to 1 (Cliff’s delta)',
    none: 'Nothing sets them apart clearly.',
    columns: [{key: 'feature', label: 'Feature', show: words}, {key: 'members', label: 'Members', number: true, show: amount},
      {key: 'others', label: 'Others', number: true, show: amount}, {key: 'effect', label: 'Effect', number: true, show: v => decimal(v, 2)}, {key: 'words', label: 'In words', wide: true}],
  }, () => bars(rows.slice(0, 12).map(f => ({key: f.feature, name: t.span({title: f.words}, words(f.feature)), value: f.effect, text: decimal(f.effect, 2)})), {twoWay: true, most: 1}));
};

const one = (scheme, segment) => loaded({told: [`/segments/${scheme}/${encodeURIComponent(segment)}`]}, ({told: whole}) => {
  const told = whole.segment?.segment ? {...whole.segment, features: whole.features} : whole;
  return [
  pageHead(segment, `A segment of ${scheme}${told.share !== undefined ? `: ${percent(told.share)} of its customers, ${percent(told.spend_share)} of what they spent` : ''}.`,
    t.a({class: 'button', href: to('segments', scheme)}, `← All of ${scheme}`)),
  t.div({class: 'grid'},
    h('div', null, tiles(
      {label: 'Customers', figure: count(told.customers), note: percent(told.share)},
      {label: 'Spend so far', figure: short(told.spend), unit: theCurrency(), note: percent(told.spend_share)},
      {label: 'Value', figure: short(told.value), unit: theCurrency(), note: told.value && told.customers ? `${money(told.value / told.customers)} each` : undefined},
      told.stability ? {label: 'Stability', figure: decimal(told.stability, 2), note: 'the same when others are drawn, 0 to 1'} : undefined)),
    apart(segment, told),
    card({title: 'In words', size: 'half'},
      told.profile ? t.ul(String(told.profile).split('\n').map(line => t.li(line))) : empty('No profile yet'),
      told.play && t.p({class: 'note-line', style: {marginTop: '14px'}}, t.strong('What to do: '), told.play)),
    card({title: 'Who is in it', sub: 'Those of the highest value first',
      acts: t.a({class: 'small-button', href: to('customers', {scheme, segment})}, 'Filter them →')},
    h(Pages, {path: `/segments/${scheme}/${encodeURIComponent(segment)}/members`, query: {}, none: empty('Nobody is in it now'),
      show: (items, answer, more) => [table('Members', customerColumns(answer.as_of, scheme).map(c => ({...c, sort: false})), items, {whole: true}), more]}))),
];
}, 460);

export const Page = ({path, query}) => (path[2] ? one(path[1], path[2])
  : [
    pageHead('Segments', 'Who is alike: by rules, by recency, frequency and money, and by what the data themselves group.'),
    loaded({all: ['/segments']}, ({all}) => {
      const schemes = [...(all.items ?? [])].sort((a, b) => (b.scheme === 'rfm') - (a.scheme === 'rfm'));
      return schemes.length === 0 ? card({}, empty('No segments yet', 'Run the pipeline once: perennial run.'))
        : overview(path[1] ?? schemes[0].scheme, schemes, query);
    }, 460),
  ]);
