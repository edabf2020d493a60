// SPDX-License-Identifier: Apache-2.0
// Sliders: what customers would be worth if something were otherwise. What is chosen is in the address.
import {Component, t} from '/ui/lib/dom.js';
import {post} from '/ui/lib/api.js';
import {count, date, money, percent, signed, theCurrency, tileAmount} from '/ui/lib/format.js';
import {refine, to} from '/ui/lib/route.js';
import {card, figure, tiles} from '/ui/part/card.js';
import {chart} from '/ui/part/chart.js';
import {empty, failed, skeleton} from '/ui/part/loaded.js';

const points = v => `${signed(v, x => x)} %`;
/** name, words, bounds, what the slider says, and the line of the scenario. */
const SLIDERS = [
  {name: 'dropout', label: 'Customers leave', from: -50, to: 50, step: 5, said: points, line: v => `dropout assumed ${(1 + v / 100).toFixed(2)}`, hint: 'how fast, against now'},
  {name: 'buying', label: 'Customers buy', from: -50, to: 50, step: 5, said: points, line: v => `buying assumed ${(1 + v / 100).toFixed(2)}`, hint: 'how often while they stay, against now'},
  {name: 'margin', label: 'Margin', from: 5, to: 95, step: 5, said: v => (v ? `${v} %` : 'as configured'), line: v => `margin ${(v / 100).toFixed(2)}`, hint: 'of what they spend', none: true},
  {name: 'interest', label: 'Interest', from: 0, to: 30, step: 1, said: v => (v === undefined ? 'as configured' : `${v} %`), line: v => `interest ${(v / 100).toFixed(2)}`, hint: 'a year, at which what is to come is discounted', none: true},
];

const given = (slider, query) => (query[slider.name] === undefined ? undefined : Number(query[slider.name]));
const lines = query => SLIDERS.filter(s => given(s, query) !== undefined && (s.none || given(s, query) !== 0)).map(s => s.line(given(s, query)));

export class WhatIf extends Component {
  componentDidMount() {
    this.ask();
  }

  componentDidUpdate() {
    this.ask();
  }

  componentWillUnmount() {
    clearTimeout(this.timer);
    this.asked = undefined;
  }

  ask() {
    const asked = lines(this.props.query);
    const key = asked.join('\n');
    if (key === this.asked) return;
    this.asked = key;
    clearTimeout(this.timer);
    this.setState({waiting: true});
    this.timer = setTimeout(async () => {
      try {
        const told = await post('/values/what-if', {changes: asked, whom: 'all'});
        if (this.asked === key) this.setState({told, of: key, problem: undefined, waiting: false});
      } catch (problem) {
        if (this.asked === key) this.setState({problem, waiting: false});
      }
    }, asked.length === 0 ? 0 : 250);
  }

  slider(s) {
    const value = given(s, this.props.query);
    const shown = value ?? (s.none ? undefined : 0);
    return t.div({class: 'slider'},
      t.label({for: `slide-${s.name}`}, t.span(t.strong(s.label), t.output({for: `slide-${s.name}`}, s.said(shown))), t.span({class: 'soft small'}, s.hint)),
      t.input({type: 'range', id: `slide-${s.name}`, name: s.name, min: s.from, max: s.to, step: s.step, value: value ?? (s.none ? (s.from + s.to) / 2 : 0),
        'aria-valuetext': s.said(shown), onInput: event => refine({[s.name]: event.target.value})}));
  }

  answer({told, of, problem, waiting}) {
    const asIs = lines(this.props.query).length === 0;
    if (problem) return failed(problem);
    if (!told || (of === '') !== asIs) return [skeleton(180), t.p({class: 'small soft', style: {marginTop: '10px'}}, 'Models are fitted and drawn from; the first answer after a run takes some seconds.')];
    const rows = told.rows ?? [];
    const all = rows.find(r => r.name === 'all') ?? rows.at(-1);
    if (!all) return empty('Nothing to compare');
    const measure = all.value;
    if (asIs) {
      return [tiles({label: 'Value now', figure: tileAmount(measure.before), unit: theCurrency(), note: `${told.settings}; as of ${date(told.as_of)}`}),
        empty('Move a slider', 'Before and after share their chance, so that the difference is surer than either.')];
    }
    return t.div({'aria-live': 'polite', style: {opacity: waiting ? 0.55 : 1}},
      tiles(
        {label: 'Value now', figure: tileAmount(measure.before), unit: theCurrency()},
        {label: 'Value then', figure: tileAmount(measure.after), unit: theCurrency(), note: measure.before ? signed(measure.after / measure.before - 1, percent) : undefined},
        {label: 'Difference', figure: signed(measure.difference, tileAmount), unit: theCurrency(), note: `${signed(measure.difference_lower, tileAmount)} to ${signed(measure.difference_upper, tileAmount)}`}),
      t.p({class: 'small soft', style: {margin: '12px 2px 0'}}, told.settings, told.as_of && `; as of ${date(told.as_of)}`,
        all.purchases && `; ${signed(all.purchases.difference, count)} purchases`),
      (told.grounds ?? []).map(g => t.p({class: `note-line ${g.label === 'assumed' ? 'warn' : ''}`, style: {marginTop: '8px'}}, t.strong(g.change), ': ', g.label, ', ', g.why)));
  }

  render({query}, state) {
    const rows = !state.of ? [] : (state.told?.rows ?? []).filter(r => r.value);
    return t.div({class: 'grid'},
      card({title: 'What if', size: 'third', sub: 'Everything else stays as it is', acts: lines(query).length > 0 && t.a({class: 'small-button', href: to('value', 'what-if')}, 'Reset')},
        t.div({style: {display: 'grid', gap: '16px'}}, SLIDERS.map(s => this.slider(s)))),
      t.div({class: 'two-thirds', style: {display: 'grid', gap: '18px', alignContent: 'start'}},
        card({title: 'What that would be worth'}, this.answer(state)),
        rows.length > 0 && figure({
          title: 'Before and after', name: 'what-if', rows, sub: `Value, ${theCurrency()}`,
          columns: [{key: 'name', label: 'Customers of'}, {key: 'customers', label: 'Customers', number: true, show: count},
            {key: 'before', label: 'Before', number: true, raw: r => r.value.before, show: money}, {key: 'after', label: 'After', number: true, raw: r => r.value.after, show: money},
            {key: 'difference', label: 'Difference', number: true, raw: r => r.value.difference, show: v => signed(v, money)}],
        }, () => chart('Value before and after', Math.max(170, rows.length * 56 + 40), c => ({
          legend: {}, xAxis: {type: 'value', axisLabel: {formatter: tileAmount}},
          yAxis: {type: 'category', inverse: true, data: rows.map(r => r.name), axisLabel: {color: c.ink, fontSize: 13}},
          tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, valueFormatter: money},
          series: [{name: 'before', type: 'bar', barMaxWidth: 14, color: c.g0, itemStyle: {borderRadius: 4}, data: rows.map(r => r.value.before)},
            {name: 'after', type: 'bar', barMaxWidth: 14, color: c.s1, itemStyle: {borderRadius: 4}, data: rows.map(r => r.value.after)}],
        })))));
  }
}
