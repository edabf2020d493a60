// SPDX-License-Identifier: Apache-2.0
// Where the customers of segments went: bands from the left, as it was, to the right, as it is.
import {count, percent} from '/ui/lib/format.js';
import {chart, plain} from '/ui/part/chart.js';

const NEW = 'not a customer yet';

/** rows: {from_segment, to_segment, customers, rate}. */
export const sankey = rows => {
  const weight = new Map();
  rows.forEach(r => weight.set(r.to_segment, (weight.get(r.to_segment) ?? 0) + r.customers));
  const names = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a));
  const colourOf = (name, c) => (name === NEW || names.indexOf(name) < 0 ? c.g0 : c[`g${(names.indexOf(name) % 8) + 1}`]);
  // the two sides need names of their own; a space that nobody sees makes them so
  const from = name => `${name ?? NEW}\u200b`;
  return chart(`Moves between ${names.length} segments`, Math.max(300, names.length * 52), c => ({
    tooltip: {formatter: p => (p.dataType === 'edge'
      ? `<b>${plain(p.data.source.replace('\u200b', ''))} → ${plain(p.data.target)}</b><br>${count(p.data.value)} customers${p.data.rate ? `, ${percent(p.data.rate)}` : ''}`
      : `<b>${plain(p.name.replace('\u200b', ''))}</b><br>${count(p.value)} customers`)},
    series: [{
      type: 'sankey', left: 6, right: 6, top: 6, bottom: 6, nodeWidth: 14, nodeGap: 17, draggable: false, layoutIterations: 24,
      labelLayout: {hideOverlap: true}, emphasis: {focus: 'adjacency'},
      label: {color: c.ink, fontSize: 13, formatter: p => p.name.replace('\u200b', '')},
      lineStyle: {color: 'source', opacity: 0.28, curveness: 0.5},
      data: [
        ...[...new Set(rows.map(r => from(r.from_segment)))].map(name => ({name, itemStyle: {color: colourOf(name.replace('\u200b', ''), c)}, label: {position: 'right'}})),
        ...names.map(name => ({name, itemStyle: {color: colourOf(name, c)}, label: {position: 'left'}})),
      ],
      links: rows.filter(r => r.customers > 0).map(r => ({source: from(r.from_segment), target: r.to_segment, value: r.customers, rate: r.rate})),
    }],
  }));
};
