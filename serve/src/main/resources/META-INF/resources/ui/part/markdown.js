// SPDX-License-Identifier: Apache-2.0
// The Markdown that model cards use, as elements: headings, paragraphs, lists, tables. Text stays text.
import {h, t} from '/ui/lib/dom.js';

const cells = line => line.replace(/^\||\|$/g, '').split('|').map(c => c.trim());

const tableOf = lines => {
  const [head, marks, ...body] = lines.map(cells);
  const right = marks.map(m => m.endsWith(':'));
  const look = i => ({class: right[i] ? 'number' : undefined});
  return t.div({class: 'scroll', style: {maxHeight: 'none'}, tabindex: 0, role: 'region', 'aria-label': head.join(', ')},
    t.table(t.thead(t.tr(head.map((c, i) => h('th', {scope: 'col', ...look(i)}, c)))),
      t.tbody(body.map(row => t.tr(row.map((c, i) => h(i === 0 ? 'th' : 'td', {...(i === 0 && {scope: 'row'}), ...look(i)}, c)))))));
};

const block = text => {
  const lines = text.split('\n');
  const heading = /^(#+) (.*)/.exec(lines[0]);
  if (heading) return [t.h3(heading[2]), lines.length > 1 ? block(lines.slice(1).join('\n')) : ''];
  if (lines[0].startsWith('|') && lines.length > 1) return tableOf(lines);
  if (lines.every(l => /^([-*] |\s)/.test(l))) {
    return t.ul(text.split(/\n(?=[-*] )/).map(l => t.li(l.replace(/^[-*] /, ''))));
  }
  return t.p(text);
};

export const markdown = text => String(text).trim().split(/\n{2,}/).map(block);
