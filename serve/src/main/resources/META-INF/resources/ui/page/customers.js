// SPDX-License-Identifier: Apache-2.0
// Find a customer: by id, for a purpose by key, or narrow them down. One customer is in customer.js.
import {Component, h, stateful, t} from '/ui/lib/dom.js';
import {get} from '/ui/lib/api.js';
import {ago, amount, count, date, percent, theCurrency} from '/ui/lib/format.js';
import {purposes} from '/ui/lib/purpose.js';
import {refine, to} from '/ui/lib/route.js';
import {card, choice, figure, meter, pageHead, tier} from '/ui/part/card.js';
import {icon} from '/ui/part/icon.js';
import {empty, failed, loaded, skeleton} from '/ui/part/loaded.js';
import {table} from '/ui/part/table.js';

const FILTERS = ['q', 'purpose', 'scheme', 'segment', 'tier', 'min_value', 'max_churn', 'sort'];
const PAGE = 50;

export const columns = (asOf, scheme = 'rfm') => [
  {key: 'label', label: 'Customer', sort: false, show: (v, r) => t.a({href: to('customers', r.customer_id)}, v ?? r.customer_id)},
  {key: 'tier', label: 'Tier', sort: false, show: tier},
  {key: 'value', label: 'Value', number: true, unit: theCurrency(),
    show: (v, r) => [amount(v), r.value_lower !== undefined && t.div({class: 'soft small'}, `${amount(r.value_lower)} to ${amount(r.value_upper)}`)]},
  {key: 'p_alive', label: 'Still a customer', number: true, sort: false, show: v => (v === null || v === undefined ? '–' : meter(v, percent(v, 0)))},
  {key: 'p_churn', label: 'Will not buy soon', number: true, show: v => (v === null || v === undefined ? '–' : meter(v, percent(v, 0), true))},
  {key: 'spend_365d', label: 'Spent in a year', number: true, unit: theCurrency(), show: amount},
  {key: 'last_purchase', label: 'Last purchase', number: true, show: v => (v ? t.span({title: date(v)}, ago(v, asOf), ' ago') : '–')},
  {key: 'segments', label: 'Segment', sort: false, raw: r => Object.values(r.segments ?? {}).join(', '),
    show: (v, r) => {
      const name = r.segments?.[scheme] ? scheme : Object.keys(r.segments ?? {})[0];
      return name ? t.a({class: 'badge', href: to('segments', name, r.segments[name])}, r.segments[name]) : '–';
    }},
  {key: 'next_action', label: 'Next', sort: false, show: v => v ?? '–'},
];

/** A list that grows: the first page, then more by cursor. The list starts anew when its query changes. */
export class Pages extends Component {
  componentDidMount() {
    this.first();
  }

  componentDidUpdate() {
    this.first();
  }

  componentWillUnmount() {
    this.asked = undefined;
  }

  first() {
    const asked = JSON.stringify([this.props.path, this.props.query]);
    if (asked === this.asked) return;
    this.asked = asked;
    this.fetch([], undefined);
  }

  async fetch(before, cursor) {
    const {asked} = this;
    this.setState({waiting: true});
    try {
      const answer = await get(this.props.path, {...this.props.query, limit: PAGE, cursor});
      if (this.asked !== asked) return;
      this.setState({waiting: false, problem: undefined, told: answer, items: [...before, ...answer.items], next: answer.next_cursor});
    } catch (problem) {
      if (this.asked === asked) this.setState({waiting: false, problem});
    }
  }

  render({show, none}, {waiting, problem, told, items, next}) {
    if (problem) return failed(problem, () => this.fetch([], undefined));
    if (!items) return skeleton(420);
    if (items.length === 0) return none;
    const more = t.span({class: 'more', role: 'status'},
      told.total && items.length === told.total ? 'All are shown' : `${count(items.length)}${told.total ? ` of ${count(told.total)}` : ''} shown`,
      next && t.button({class: 'button', disabled: waiting, onClick: () => this.fetch(items, next)}, waiting ? 'Fetching…' : 'Show more'));
    return show(items, told, more);
  }
}

const Find = stateful(props => ({text: props.q ?? '', purpose: props.purpose ?? ''}), ({text, purpose}, set, {me}) => {
  const may = purposes(me);
  const enter = event => {
    event.preventDefault();
    const q = text.trim();
    refine({q, purpose: q === '' ? '' : purpose}, {keep: true});
  };
  return t.form({class: 'filters', role: 'search', onSubmit: enter},
    t.label({class: 'field'}, may.length > 0 ? 'Id, record key or e-mail' : 'Id',
      t.input({type: 'search', id: 'find', value: text, placeholder: may.length > 0 ? '4711 or shop:anna-17' : '4711', autocomplete: 'off', onInput: e => {
        set({text: e.target.value});
        if (e.target.value === '') refine({q: '', purpose: ''});
      }})),
    may.length > 0 && t.label({class: 'field'}, 'For which purpose', t.select({value: purpose, onChange: e => set({purpose: e.target.value})},
      t.option({value: ''}, 'none: by id'), may.map(p => t.option({value: p}, p.replaceAll('-', ' '))))),
    t.button({class: 'button'}, icon('search'), 'Find'));
});

const filters = (query, schemes, segments) => {
  const set = name => value => refine({[name]: value}, {keep: true});
  const number = (name, label, more) => t.label({class: 'field'}, label,
    t.input({type: 'number', min: 0, style: {width: '108px'}, value: query[name] ?? '', onChange: e => set(name)(e.target.value), ...more}));
  return t.div({class: 'filters'},
    choice('Scheme', query.scheme, schemes.map(s => s.scheme), v => refine({scheme: v, segment: ''}, {keep: true}), 'any'),
    query.scheme && segments && choice('Segment', query.segment, segments.map(s => s.segment), set('segment'), 'any'),
    choice('Tier', query.tier, ['A', 'B', 'C', 'D'], set('tier'), 'any'),
    number('min_value', `Value at least, ${theCurrency()}`, {step: 'any'}),
    choice('Churn risk', query.max_churn, [{value: '0.2', label: 'at most 20 %'}, {value: '0.5', label: 'at most 50 %'}], set('max_churn'), 'any'),
    FILTERS.some(f => f !== 'sort' && query[f]) && t.a({class: 'button', href: to('customers')}, 'Clear'));
};

const list = (query, me, {schemes, segments}) => {
  const sort = query.sort ?? '-value';
  const asked = Object.fromEntries(FILTERS.map(f => [f, query[f]]).filter(([f, v]) => v && (f !== 'scheme' || query.segment)));
  return [
    card({}, t.div({class: 'filters'}, h(Find, {q: query.q, purpose: query.purpose, me, key: `${query.q} ${query.purpose}`}), filters(query, schemes?.items ?? [], segments?.items))),
    h('div', {style: {height: '16px'}}),
    h(Pages, {path: '/customers', query: {...asked, sort},
      none: card({}, empty('Nobody fits', 'No customer has all of these properties. Take one filter away.', t.a({class: 'button', href: to('customers')}, 'Clear filters'))),
      show: (items, told, more) => {
        const all = columns(told.as_of, query.scheme);
        const name = told.total === undefined ? 'Customers' : `${count(told.total)} customer${told.total === 1 ? '' : 's'}`;
        return figure({title: name, name: 'customers', rows: items, columns: [{key: 'customer_id', label: 'id'}, ...all], table: true,
          sub: 'One row each; under each value its interval', foot: more},
        () => table('Customers', all, items, {
          whole: true,
          sort: {key: sort.replace('-', ''), down: sort.startsWith('-')},
          onSort: next => refine({sort: (next.down ? '-' : '') + next.key}, {keep: true}),
        }));
      }}),
  ];
};

class One extends Component {
  componentDidMount() {
    import('/ui/page/customer.js').then(m => this.setState({Customer: m.Customer}));
  }

  render(props, {Customer}) {
    return Customer ? h(Customer, props) : skeleton(500);
  }
}

export const Page = ({path, query, me}) => (path[1]
  ? h(One, {id: path[1], me, query})
  : [
    pageHead('Customers', 'Find one by id, or for a purpose by the key of a record, e-mail or name; or narrow them down.'),
    loaded({schemes: ['/segments', {}, true, 100], ...(query.scheme && {segments: [`/segments/${encodeURIComponent(query.scheme)}`, {}, true, 500]})}, told => list(query, me, told), 420),
  ]);
