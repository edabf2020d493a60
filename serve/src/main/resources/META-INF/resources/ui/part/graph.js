// SPDX-License-Identifier: Apache-2.0
// Records on a ring, lines where a pair is held to be one customer; the surer, the thicker.
import {h} from '/ui/lib/dom.js';
import {percent} from '/ui/lib/format.js';

const W = 520;
const MOST = 24;

export const identityGraph = (records, edges) => {
  const shown = records.slice(0, MOST);
  const tall = shown.length < 3 ? 120 : 240;
  const sources = [...new Set(records.map(r => r.source))];
  const place = new Map(shown.map((r, i) => {
    const angle = (2 * Math.PI * i) / shown.length + (shown.length < 3 ? 0 : -Math.PI / 2);
    const flat = shown.length === 1 ? 0 : 1;
    return [r.record_id, {x: W / 2 - flat * Math.cos(angle) * W * 0.3, y: tall / 2 + flat * Math.sin(angle) * tall * 0.34}];
  }));
  const lines = edges.filter(e => place.has(e.record_a) && place.has(e.record_b)).map(e => {
    const [a, b] = [place.get(e.record_a), place.get(e.record_b)];
    return h('g', null,
      h('line', {x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: 'var(--soft)', 'stroke-width': 1 + 2 * (e.probability ?? 0.5), opacity: 0.3 + 0.5 * (e.probability ?? 0.5)}),
      edges.length <= 10 && h('text', {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 + 4, 'text-anchor': 'middle', fill: 'var(--soft)', 'font-size': 11.5,
        stroke: 'var(--card)', 'stroke-width': 5, 'paint-order': 'stroke'}, e.probability === undefined ? '' : percent(e.probability, 0)));
  });
  const nodes = shown.map(r => {
    const {x, y} = place.get(r.record_id);
    return h('g', null,
      h('circle', {cx: x, cy: y, r: 11, fill: `var(--g${(sources.indexOf(r.source) % 8) + 1})`, stroke: 'var(--card)', 'stroke-width': 3}),
      h('text', {x, y: y + (y > tall / 2 + 2 ? 27 : -17), 'text-anchor': 'middle', fill: 'var(--ink)', 'font-size': 12.5}, r.source));
  });
  return h('svg', {viewBox: `0 0 ${W} ${tall}`, role: 'img', style: {display: 'block', width: '100%', maxHeight: '260px'},
    'aria-label': `${records.length} records of ${sources.join(', ')}, joined by ${edges.length} pairs`}, lines, nodes,
  records.length > MOST && h('text', {x: W / 2, y: tall - 4, 'text-anchor': 'middle', fill: 'var(--soft)', 'font-size': 12}, `and ${records.length - MOST} more, in the table`));
};
