// SPDX-License-Identifier: Apache-2.0
// What predicts, how well, and how much it is trusted: the ladder, then a card for each model.
import {h, t} from '/ui/lib/dom.js';
import {amount, count, decimal, percent, time, words} from '/ui/lib/format.js';
import {to} from '/ui/lib/route.js';
import {badge, card, facts, figure, meter, pageHead} from '/ui/part/card.js';
import {chart, plain} from '/ui/part/chart.js';
import {empty, loaded} from '/ui/part/loaded.js';
import {markdown} from '/ui/part/markdown.js';
import {table} from '/ui/part/table.js';

const columns = [
  {key: 'model', label: 'Model', show: v => t.a({href: to('models', v)}, v)}, {key: 'cohort', label: 'Cohort'},
  {key: 'weight', label: 'Trusted', number: true, show: v => (v ? meter(v, percent(v, 0)) : '–')},
  {key: 'crps', label: 'CRPS', number: true, show: v => decimal(v, 4)}, {key: 'crps_error', label: 'Its error', number: true, show: v => decimal(v, 4)}];

const ladder = (target, rows) => {
  const drawn = [...rows].filter(r => r.crps !== null && r.crps !== undefined).sort((a, b) => a.crps - b.crps);
  return figure({title: `What forecasts ${target}`, size: 'half', name: `models-${target}`, rows: drawn, columns,
    sub: 'CRPS of rehearsals: how far a whole forecast is from what came; less is better. Those that are trusted are dark',
    none: 'No model was rehearsed.', foot: rows.find(r => r.reason)?.reason},
  () => chart(`CRPS of ${drawn.length} models of ${target}`, drawn.length * 30 + 60, c => ({
    grid: {left: 8, right: 50, top: 6, bottom: 6}, xAxis: {type: 'value', scale: false},
    yAxis: {type: 'category', inverse: true, data: drawn.map(r => (drawn.some(o => o.cohort !== r.cohort) ? `${r.model}, ${r.cohort}` : r.model)), axisLabel: {color: c.ink, fontSize: 13}},
    tooltip: {formatter: p => { const r = drawn[p.dataIndex]; return `<b>${plain(r.model)}</b><br>CRPS ${decimal(r.crps, 4)}${r.crps_error ? ` ± ${decimal(r.crps_error, 4)}` : ''}<br>${r.weight ? `trusted ${percent(r.weight, 0)}` : 'not trusted'}`; }},
    series: [{type: 'bar', barMaxWidth: 15, itemStyle: {borderRadius: 4},
      data: drawn.map(r => ({value: r.crps, itemStyle: {color: r.weight > 0 ? c.s1 : c.g0}})), label: {show: true, position: 'right', color: c.soft, formatter: p => decimal(p.value, 3)}}],
  })));
};

const driftColumns = [
  {key: 'name', label: 'What is watched', wide: true, show: words}, {key: 'kind', label: 'Kind', show: words},
  {key: 'alarm', label: 'Verdict', show: v => badge(v ? 'alarm' : 'holds', v ? 'bad' : 'good')},
  {key: 'figure', label: 'Figure', number: true, show: v => decimal(v, 3)}, {key: 'threshold', label: 'Alarm from', number: true, show: v => decimal(v, 3)}, {key: 'words', label: 'In words', wide: true}];

const drift = told => {
  const rows = told?.items ?? [];
  return rows.length > 0 && figure({title: 'Does what was learned still hold?', size: 'wide', name: 'drift', rows, columns: driftColumns, table: true,
    sub: `${count(rows.filter(r => r.alarm).length)} of ${count(rows.length)} things that are watched raise an alarm`}, () => table('Drift', driftColumns, rows, {low: true}));
};

const overview = (told, watched) => {
  const rows = told.items ?? [];
  if (rows.length === 0) return card({}, empty('No models yet', 'Models are fitted once customers have bought: perennial run.'));
  const targets = [...new Set(rows.map(r => r.target))];
  return t.div({class: 'grid'}, targets.map(target => ladder(target, rows.filter(r => r.target === target))),
    figure({title: 'All models', size: 'wide', name: 'models', rows, columns: [{key: 'target', label: 'Forecasts'}, ...columns], table: true},
      () => table('Models', [columns[0], {key: 'target', label: 'Forecasts'}, ...columns.slice(1)], rows)),
    drift(watched));
};

const SECTIONS = {parameter: 'Parameters', candidate: 'As a candidate', holdout: 'In the hold-out', decile: 'By tenths', choice: 'Why it was chosen', note: 'Notes'};

const one = name => loaded({one: [`/models/${name.split('/').map(encodeURIComponent).join('/')}`]}, ({one: told}) => {
  const rows = told.rows ?? [];
  const evaluation = told.evaluation ?? [];
  const evaluationColumns = [{key: 'section', label: 'What', show: v => SECTIONS[v] ?? words(v)}, {key: 'label', label: 'Figure', show: v => v || '–'},
    {key: 'figure', label: 'Value', number: true, show: v => (Math.abs(v) < 1 ? decimal(v, 4) : amount(v))}, {key: 'words', label: 'In words', wide: true, show: v => v || '–'}, {key: 'cohort', label: 'Cohort'}];
  const cards = Object.entries(told.cards ?? {});
  return [
    pageHead(name, [rows.some(r => r.weight > 0) ? badge('trusted now', 'good') : badge('not trusted now'), ' ', rows.map(r => r.target).join(', ')], t.a({class: 'button', href: to('models')}, '← All models')),
    t.div({class: 'grid'},
      cards.map(([title, text]) => card({title, size: cards.length > 1 ? 'half' : 'two-thirds'}, t.div({class: 'prose'}, markdown(text)))),
      cards.length === 0 && card({title: 'Card', size: 'two-thirds'}, empty('This model has no card', rows[0]?.reason)),
      card({title: 'Where it comes from', size: cards.length > 1 ? 'half' : 'third'}, facts([
        ['Run', told.run && t.a({href: to('data', 'runs', told.run.run_id)}, told.run.run_id)], ['When', told.run && time(told.run.started_at)],
        ['Code', told.run?.code_version], ['Settings', told.run?.settings && t.code(told.run.settings)], ['Seed', told.run?.seed],
        ...rows.map(r => [words(r.target), `CRPS ${decimal(r.crps, 4)}, trusted ${percent(r.weight ?? 0, 0)}`])])),
      evaluation.length > 0 && figure({title: 'How well it does', size: 'wide', name: 'evaluation', rows: evaluation, columns: evaluationColumns, table: true,
        sub: `${count(evaluation.length)} figures of its evaluation`}, () => table('Evaluation', evaluationColumns, evaluation))),
  ];
}, 400);

export const Page = ({path}) => (path[1] ? one(path[1])
  : [pageHead('Models', 'What predicts, how well it did when rehearsed on times it had not seen, and how much each is trusted now.'),
    h('div', null, loaded({told: ['/models', {}, false, 1000], watched: ['/drift', {}, true, 500]}, ({told, watched}) => overview(told, watched), 400))]);
