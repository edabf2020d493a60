// SPDX-License-Identifier: Apache-2.0
// Cohorts by month: a table whose cells are coloured, readable without the colours.
import {t} from '/ui/lib/dom.js';
import {count, percent} from '/ui/lib/format.js';

/** rows: {cohort, since, customers, share}; since 0 is the cohort itself. */
export const heat = (rows, unit = 'month') => {
  const cohorts = [...new Set(rows.map(r => r.cohort))];
  const last = Math.max(...rows.map(r => r.since));
  const at = new Map(rows.map(r => [`${r.cohort}/${r.since}`, r]));
  const top = Math.max(...rows.filter(r => r.since > 0).map(r => r.share), 0.01);
  const months = Array.from({length: last}, (_, i) => i + 1);
  return [
    t.div({class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Retention by cohort and ${unit}`},
      t.table({class: 'heat'},
        t.caption({class: 'hidden'}, 'Share of each cohort that bought, by time after the first purchase'),
        t.thead(t.tr(t.th({scope: 'col'}, 'First bought'), t.th({scope: 'col', class: 'number'}, 'Customers'),
          months.map(m => t.th({scope: 'col'}, m === 1 ? `${unit === 'month' ? 'Month' : 'Quarter'} 1` : m)))),
        t.tbody(cohorts.map(cohort => t.tr({key: cohort},
          t.th({scope: 'row'}, cohort), t.td({class: 'number'}, count(at.get(`${cohort}/0`)?.customers)),
          months.map(m => {
            const cell = at.get(`${cohort}/${m}`);
            return cell
              ? t.td({style: {'--v': cell.share / top}, title: `${cohort}, ${unit} ${m}: ${count(cell.customers)} customers`}, percent(cell.share, 0))
              : t.td('');
          })))))),
    t.p({class: 'legend'}, '0 %', t.i(), percent(top, 0)),
  ];
};
