// SPDX-License-Identifier: Apache-2.0
// Cards, tiles and figures: a title that says what one sees, the picture, and the same as a table and a file.
import {h, stateful, t} from '/ui/lib/dom.js';
import {icon} from '/ui/part/icon.js';
import {empty} from '/ui/part/loaded.js';
import {saveCsv, table} from '/ui/part/table.js';

export const card = ({title, sub, size, acts, foot, id}, ...content) =>
  t.section({class: `card ${size ?? ''}`, id},
    title && t.header(t.div(t.h2(title), sub && t.p(sub)), acts && t.div({class: 'acts'}, acts)),
    content, foot && t.footer(foot));

/** The head of a page: its name, one sentence on it, and what narrows it. */
export const pageHead = (title, words, ...right) =>
  t.div({class: 'page-head'}, t.div(t.h1(title), words && t.p(words)), right.length > 0 && right);

/** A number that one looks for: {label, figure, unit, note, delta, good}. */
export const tile = ({label, figure, unit, note, delta}) =>
  t.div({class: 'tile'}, t.dt(label),
    t.dd({class: 'figure'}, figure, unit && t.small(' ', unit)),
    (note || delta) && t.dd({class: 'note'}, delta, delta && note ? ' ' : '', note));

export const tiles = (...items) => {
  const all = items.filter(Boolean);
  return t.dl({class: 'tiles', style: {'--n': all.length > 5 ? Math.ceil(all.length / 2) : all.length}}, all.map(tile));
};

/** How much a figure changed; better says which way is good: 1 up, -1 down, 0 neither. */
export const delta = (text, change, better = 1) => {
  const way = !change || better === 0 ? 'flat' : change * better > 0 ? 'good' : 'bad';
  return t.span({class: `delta ${way}`}, change > 0 ? '▲ ' : change < 0 ? '▼ ' : '', text);
};

/**
 * A picture of rows: {title, sub, size, name of the file, columns, rows, foot, acts}. The table has every
 * number of the picture.
 * table: the picture is one. keep: what has no rows now may have some again.
 */
export const Figure = stateful({asTable: false}, ({asTable}, set, props) => {
  const {title, sub, size, name, columns, rows, foot, acts, draw, none, keep} = props;
  const full = rows.length > 0 || keep;
  const buttons = full && [
    acts,
    !props.table && t.button({type: 'button', class: 'small-button', 'aria-pressed': String(asTable), onClick: () => set({asTable: !asTable})},
      icon('table'), 'As a table', t.span({class: 'hidden'}, `: ${title}`)),
    t.button({type: 'button', class: 'small-button', onClick: () => saveCsv(name, columns, rows)},
      icon('save'), 'CSV', t.span({class: 'hidden'}, `: ${title}`)),
  ];
  return card({title, sub, size, acts: buttons || undefined, foot},
    !full ? empty('Nothing to draw yet', none)
      : asTable ? table(title, columns, rows, {low: true}) : draw(rows));
});

export const figure = (props, draw) => h(Figure, {...props, draw});

/** Name, bar, number. items: {name, value, text, href}; two-way bars start in the middle. */
export const bars = (items, {twoWay = false, most} = {}) => {
  const top = most ?? Math.max(...items.map(i => Math.abs(i.value ?? 0)), 1e-12);
  const place = value => {
    const part = Math.min(1, Math.abs(value) / top) * (twoWay ? 50 : 100);
    return twoWay ? {width: `${part}%`, left: value < 0 ? `${50 - part}%` : '50%'} : {width: `${part}%`, left: 0};
  };
  return t.ul({class: 'bars'}, items.map(item => t.li({key: item.key ?? item.name},
    item.href ? t.a({href: item.href}, item.name) : t.span(item.name),
    t.span({class: twoWay ? 'track two-way' : 'track', 'aria-hidden': 'true'},
      t.i({class: item.value < 0 ? 'less' : undefined, style: {...place(item.value ?? 0), ...(item.colour && {background: item.colour})}})),
    t.span({class: 'number'}, item.text))));
};

export const badge = (text, kind = '', colour) =>
  t.span({class: `badge ${kind}`}, colour && t.i({style: {background: colour}}), text);

export const tier = name => (name ? t.span({class: `tier ${name}`, title: `Tier ${name}`}, name) : '–');

/** A share as a short bar and a number. */
export const meter = (share, text, alarm) =>
  t.span({class: 'number'}, t.span({class: alarm ? 'meter alarm' : 'meter', 'aria-hidden': 'true'},
    t.i({style: {width: `${Math.max(0, Math.min(1, share ?? 0)) * 100}%`}})), t.span({class: 'said'}, text));

export const facts = pairs =>
  t.dl({class: 'two'}, pairs.filter(([, v]) => v !== undefined && v !== null && v !== '')
    .flatMap(([name, value]) => [t.dt(name), t.dd(value)]));

/** A control that writes itself into the address. */
export const choice = (label, value, options, onChange, all) =>
  t.label({class: 'field'}, label,
    t.select({value: value ?? '', onChange: event => onChange(event.target.value)},
      all && t.option({value: ''}, all),
      options.map(o => (typeof o === 'string' ? t.option({value: o}, o) : t.option({value: o.value}, o.label)))));

export const tabs = (label, items) =>
  t.nav({class: 'tabs', 'aria-label': label},
    items.map(i => t.a({href: i.href, 'aria-current': i.on ? 'page' : undefined}, i.name)));
