// SPDX-License-Identifier: Apache-2.0
// Can the numbers be trusted: what ran, whether the data are as usual, what could not be taken.
import {h, t} from '/ui/lib/dom.js';
import {amount, count, decimal, percent, seconds, signed, time, words} from '/ui/lib/format.js';
import {to} from '/ui/lib/route.js';
import {badge, bars, card, facts, figure, pageHead, tabs, tiles} from '/ui/part/card.js';
import {loaded} from '/ui/part/loaded.js';
import {table} from '/ui/part/table.js';

const outcome = v => badge(v, v === 'done' ? 'good' : v === 'failed' ? 'bad' : 'warn');
const verdict = v => badge(v, v === 'ok' || v === 'pass' ? 'good' : v === 'fail' ? 'bad' : 'warn');

const runColumns = [
  {key: 'step', label: 'Step', show: (v, r) => t.a({href: to('data', 'runs', r.run_id)}, v)},
  {key: 'started_at', label: 'Started', show: time}, {key: 'seconds', label: 'Took', number: true, show: seconds},
  {key: 'outcome', label: 'Outcome', show: outcome}, {key: 'rows_written', label: 'Rows written', number: true, show: count},
  {key: 'message', label: 'What it said', wide: true}];

const runs = told => figure({title: 'Runs', name: 'runs', rows: told?.items ?? [], columns: runColumns, table: true,
  sub: 'One row for each run of a step, the newest first; a number in this dashboard can be traced to one', none: 'Nothing ran yet: perennial run.'},
() => table('Runs', runColumns, told.items));

const qualityColumns = [
  {key: 'source', label: 'Source'}, {key: 'measure', label: 'Measure', show: words}, {key: 'field', label: 'Field', show: v => v || '–'}, {key: 'day', label: 'Day'},
  {key: 'verdict', label: 'Verdict', show: verdict}, {key: 'value', label: 'Value', number: true, show: amount},
  {key: 'low', label: 'Usual from', number: true, show: amount}, {key: 'high', label: 'Usual to', number: true, show: amount}, {key: 'detail', label: 'Detail', wide: true, show: v => v || '–'}];

const quality = told => {
  const rows = told?.items ?? [];
  const bad = rows.filter(r => r.verdict === 'fail').length;
  const odd = rows.filter(r => r.verdict === 'warn').length;
  return figure({title: 'Are the data as usual?', name: 'quality', rows, columns: qualityColumns, table: true, none: 'Quality is watched once sources have told of several weeks.',
    sub: `The newest day of each check: ${bad ? `${count(bad)} failed, ` : ''}${odd ? `${count(odd)} unusual, ` : ''}${count(rows.length - bad - odd)} as usual`},
  () => table('Quality', qualityColumns, rows));
};

const quarantine = told => {
  const rows = told?.items ?? [];
  const all = rows.reduce((n, r) => n + r.rows, 0);
  const columns = [{key: 'source', label: 'Source'}, {key: 'field', label: 'Field', show: v => v || '–'}, {key: 'reason', label: 'Reason', wide: true},
    {key: 'rows', label: 'Rows', number: true, show: count}, {key: 'advice', label: 'What would help', wide: true, show: v => v || '–'}];
  return t.div({class: 'grid'},
    figure({title: 'What could not be taken', size: 'wide', name: 'quarantine', rows, columns, sub: `${count(all)} rows are put aside, by reason. None of their values is shown; perennial quarantine retry reads them again`,
      none: 'Every row could be taken.'},
    () => bars(rows.slice(0, 14).map((r, i) => ({key: i, name: `${r.source}: ${r.reason}`, value: r.rows, text: count(r.rows)})))),
    rows.length > 0 && figure({title: 'By reason, and what would help', size: 'wide', name: 'quarantine-advice', rows, columns, table: true}, () => table('Quarantine', columns, rows)));
};

const themes = told => {
  const rows = told?.items ?? [];
  const columns = [{key: 'name', label: 'Theme', wide: true, show: (v, r) => [v ?? r.theme, r.alert ? [' ', badge('news', 'warn')] : '']}, {key: 'language', label: 'Language'},
    {key: 'texts', label: 'Texts', number: true, show: count}, {key: 'last_week', label: 'Last week', number: true, show: count},
    {key: 'expected', label: 'Expected', number: true, show: v => decimal(v, 1)}, {key: 'trend', label: 'Change a week', number: true, show: v => signed(v, x => percent(x))}];
  return figure({title: 'What customers write about', name: 'themes', rows, columns, table: true, sub: 'Themes of reviews, tickets, surveys and posts; news is what is said much more than it used to be',
    none: 'No source holds what customers write, or there is too little of it.'}, () => table('Themes', columns, rows));
};

const file = (name, kind) => t.a({class: 'small-button', href: `/api/v1/exports/${name}.${kind}`, download: `${name}.${kind}`}, kind, t.span({class: 'hidden'}, ` of ${name}`));

const tables = status => {
  const rows = status?.tables ?? [];
  const columns = [{key: 'name', label: 'Table', show: v => t.code(v)}, {key: 'meaning', label: 'A row is', wide: true}, {key: 'rows', label: 'Rows', number: true, show: count},
    {key: 'committed_at', label: 'Written', show: time}, {key: 'snapshot', label: 'Snapshot', number: true, show: v => t.code({class: 'soft'}, v === undefined ? '–' : String(v))},
    {key: 'files', label: 'Download', sort: false, raw: () => '', show: (_, r) => [file(r.name, 'csv'), r.rows > 0 && file(r.name, 'parquet')]}];
  return figure({title: 'Tables', name: 'tables', rows, columns: columns.slice(0, -1), table: true, none: 'The lake is empty.',
    sub: 'What this dashboard reads: one snapshot of each, all of the same moment. Downloads leave personal data out and are written into the audit trail'},
  () => table('Tables', columns, rows));
};

const json = text => {
  try {
    return Object.entries(JSON.parse(text)).map(([name, v]) => [words(name), typeof v === 'number' ? amount(v) : typeof v === 'object' ? JSON.stringify(v) : String(v)]);
  } catch {
    return text ? [['', text]] : [];
  }
};

const run = id => loaded({one: [`/runs/${encodeURIComponent(id)}`]}, ({one}) => [
  pageHead(`Run of ${one.step}`, t.code(one.run_id), t.a({class: 'button', href: to('data')}, '← All runs')),
  t.div({class: 'grid'},
    h('div', null, tiles({label: 'Outcome', figure: words(one.outcome)}, {label: 'Took', figure: seconds(one.seconds)},
      {label: 'Rows read', figure: count(one.rows_read)}, {label: 'Rows written', figure: count(one.rows_written)})),
    card({title: 'What it says', size: 'half'}, t.p(one.message ?? '–')),
    card({title: 'So that it can be made again', size: 'half'}, facts([['Started', time(one.started_at)], ['Code', one.code_version], ['Settings', one.settings && t.code(one.settings)], ['Seed', one.seed]])),
    card({title: 'Figures', size: 'half'}, facts(json(one.figures))),
    card({title: 'What it read', size: 'half', sub: 'Snapshot of each table'}, facts(json(one.inputs)))),
], 300);

const views = [{name: 'Runs', path: ''}, {name: 'Quality', path: 'quality'}, {name: 'Quarantine', path: 'quarantine'}, {name: 'Themes', path: 'themes'}, {name: 'Tables', path: 'tables'}];

export const Page = ({path, status}) => {
  if (path[1] === 'runs' && path[2]) return run(path[2]);
  const view = path[1] ?? '';
  const ask = {quality: ['/quality', quality], quarantine: ['/quarantine', quarantine], themes: ['/themes', themes]}[view] ?? ['/runs', runs];
  return [
    pageHead('Data', 'What ran, whether the data are as usual, what could not be taken, and why.'),
    tabs('Data', views.map(v => ({name: v.name, href: v.path ? to('data', v.path) : to('data'), on: view === v.path}))),
    view === 'tables' ? tables(status) : h('div', {key: view}, loaded({told: [ask[0], {}, false, 500]}, ({told}) => ask[1](told), 400)),
  ];
};
