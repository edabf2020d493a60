// SPDX-License-Identifier: Apache-2.0
// What a customer did and what was done to them, the newest first, a month at a time.
import {Component, t} from '/ui/lib/dom.js';
import {get} from '/ui/lib/api.js';
import {date, money, month, words} from '/ui/lib/format.js';
import {choice} from '/ui/part/card.js';
import {empty, failed} from '/ui/part/loaded.js';

const COLOURS = {order: '--s1', return: '--alarm', subscription: '--s1', ticket: '--s2', review: '--s3', survey: '--s3',
  email: '--g1', ad: '--g1', page: '--g0', device: '--g0', product: '--g0', search: '--g0', cart: '--g5', decision: '--g4', exposure: '--g4'};
const colour = type => `var(${COLOURS[String(type).split('_')[0]] ?? '--g0'})`;

const told = e => [e.amount ? money(e.amount) : undefined, e.category, e.brand, e.product_id, e.campaign_id, e.channel && `by ${e.channel}`, e.source && `from ${e.source}`]
  .filter(Boolean).join(' · ');

export class Timeline extends Component {
  constructor(props) {
    super(props);
    this.state = {items: props.first, next: props.first.length >= 20 ? undefined : null, kind: ''};
  }

  more = async () => {
    this.setState({waiting: true});
    try {
      const answer = await get(`/customers/${encodeURIComponent(this.props.id)}/timeline`, {limit: 100, cursor: this.state.next});
      this.setState(s => ({waiting: false, next: answer.next_cursor ?? null,
        items: s.next === undefined ? answer.items : [...s.items, ...answer.items]}));
    } catch (problem) {
      this.setState({waiting: false, problem});
    }
  };

  render(_, {items, next, kind, waiting, problem}) {
    if (items.length === 0) return empty('Nothing happened yet', 'No source tells of this customer.');
    const kinds = [...new Set(items.map(e => e.type))].sort();
    const shown = items.filter(e => !kind || e.type === kind);
    let last;
    return [
      kinds.length > 1 && t.div({class: 'filters', style: {marginBottom: '14px'}},
        choice('Show', kind, kinds.map(k => ({value: k, label: words(k)})), value => this.setState({kind: value}), 'everything')),
      t.div({class: 'scroll', style: {maxHeight: '880px'}, tabindex: 0, role: 'region', 'aria-label': 'Timeline'},
        t.ol({class: 'steps'}, shown.map((e, i) => {
          const turn = month(e.occurred_at) !== last;
          last = month(e.occurred_at);
          return t.li({key: i, style: {'--c': colour(e.type)}},
            t.span({class: 'when'}, turn ? date(e.occurred_at) : date(e.occurred_at).replace(/ \d{4}$/, '')),
            t.strong(words(e.type)), t.div({class: 'soft small'}, told(e)));
        }))),
      problem && failed(problem),
      next !== null && t.p({class: 'more'}, t.button({class: 'button', disabled: waiting, onClick: this.more}, waiting ? 'Fetching…' : 'Show more')),
    ];
  }
}
