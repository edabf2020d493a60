// SPDX-License-Identifier: Apache-2.0
// Tables: sortable by their heads, which stay in sight; the same columns make the CSV.
// A column is {key, label, show(value, row), number, sort: false, wide, unit, raw(row)}.
import {h, saveFile, stateful, t} from '/ui/lib/dom.js';

/** Rows that are drawn before one asks for more: pages stay quick. */
const MOST = 100;

const valueOf = (column, row) => (column.raw ? column.raw(row) : row[column.key]);

const compare = (a, b) => {
  const none = v => v === null || v === undefined || v === '';
  if (none(a) || none(b)) return none(a) - none(b);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', {numeric: true});
};

const sorted = (rows, column, down) => {
  if (!column) return rows;
  const by = [...rows].sort((a, b) => {
    const [x, y] = [valueOf(column, a), valueOf(column, b)];
    const c = compare(x, y);
    return x === undefined || x === null || y === undefined || y === null || !down ? c : -c;
  });
  return by;
};

const cell = text => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
// what a spreadsheet would take for a formula gets an apostrophe
const safe = value => (typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value ?? ''));

export const csvOf = (columns, rows) =>
  [columns.map(c => cell(c.key ?? c.label)), ...rows.map(r => columns.map(c => cell(safe(valueOf(c, r)))))]
    .map(line => line.join(',')).join('\r\n') + '\r\n';

export const saveCsv = (name, columns, rows) => saveFile(`${name}.csv`, 'text/csv;charset=utf-8', csvOf(columns, rows));

const head = (column, sort, onSort) => {
  const on = sort.key === column.key;
  const label = column.unit ? `${column.label}, ${column.unit}` : column.label;
  return t.th({
    scope: 'col', class: column.number ? 'number' : undefined,
    'aria-sort': on ? (sort.down ? 'descending' : 'ascending') : undefined,
  }, column.sort === false || !onSort ? label
    : t.button({type: 'button', onClick: () => onSort({key: column.key, down: on ? !sort.down : !!column.number})}, label));
};

/** rows by columns; the first column is the row's head. low: of little height; whole: all rows at once. */
export const Table = stateful(props => ({sort: props.sort ?? {}, all: false}), ({sort, all}, set, props) => {
  const {columns, rows, caption, low, onSort} = props;
  const chosen = props.onSort ? props.sort ?? {} : sort;
  const ordered = props.onSort ? rows : sorted(rows, columns.find(c => c.key === chosen.key), chosen.down);
  const shown = all || props.whole ? ordered : ordered.slice(0, MOST);
  const body = (column, row, i) => {
    const value = valueOf(column, row);
    const told = column.show ? column.show(value, row) : value ?? '–';
    const look = {class: [column.number && 'number', column.wide && 'wide'].filter(Boolean).join(' ') || undefined};
    return i === 0 ? h('th', {scope: 'row', ...look}, told) : h('td', look, told);
  };
  return t.div({class: low ? 'scroll low' : 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
    t.table(
      t.caption({class: 'hidden'}, caption),
      t.thead(t.tr(columns.map(c => head(c, chosen, onSort ?? (next => set({sort: next})))))),
      t.tbody(shown.map((row, n) => t.tr({key: row.key ?? n}, columns.map((c, i) => body(c, row, i)))),
        shown.length < ordered.length && t.tr(t.td({colspan: columns.length},
          t.button({type: 'button', class: 'button', onClick: () => set({all: true})}, `Show all ${ordered.length} rows`))))));
});

export const table = (caption, columns, rows, more = {}) => h(Table, {caption, columns, rows, ...more});
