// SPDX-License-Identifier: Apache-2.0
// The quick search: «/» or Ctrl K, a few letters, Enter. Pages and segments at once, customers as one types.
import {Component, createRef, t} from '/ui/lib/dom.js';
import {get} from '/ui/lib/api.js';
import {isId} from '/ui/lib/purpose.js';
import {to} from '/ui/lib/route.js';
import {behind, places} from '/ui/part/shell.js';
import {icon} from '/ui/part/icon.js';
import {money} from '/ui/lib/format.js';

const has = (text, sought) => text.toLowerCase().includes(sought.toLowerCase());

export class Search extends Component {
  dialog = createRef();
  state = {q: '', at: 0, customers: [], segments: [], waiting: false};

  componentDidMount() {
    this.dialog.current.showModal();
    get('/segments').then(async told => {
      const of = await Promise.all((told.items ?? []).map(s => get(`/segments/${encodeURIComponent(s.scheme)}`)));
      this.setState({segments: of.flatMap(answer => answer.items ?? [])});
    }, () => {});
  }

  componentWillUnmount() {
    clearTimeout(this.timer);
  }

  type = event => {
    const q = event.target.value;
    this.setState({q, at: 0, waiting: q.trim() !== ''});
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const answer = isId(q.trim()) ? await get('/customers', {q: q.trim(), limit: 6}).catch(() => ({items: []})) : {items: []};
      if (this.state.q === q) this.setState({customers: answer.items ?? [], waiting: false});
    }, 160);
  };

  found({q, customers, segments}) {
    const pages = [...places, ...behind].filter(p => !q || has(p.name + ' ' + p.words, q))
      .map(p => ({icon: p.path, name: p.name, note: p.words, href: to(p.path)}));
    const named = q ? segments.filter(s => has(s.segment, q)).slice(0, 6)
      .map(s => ({icon: 'segments', name: s.segment, note: s.scheme, href: to('segments', s.scheme, s.segment)})) : [];
    const people = customers.map(c => ({icon: 'customers', name: c.label ?? c.customer_id,
      note: [c.tier && `tier ${c.tier}`, money(c.value)].filter(Boolean).join(', '), href: to('customers', c.customer_id)}));
    return [...people, ...named, ...pages];
  }

  key = (event, found) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) {
      event.preventDefault();
      this.setState(s => ({at: (s.at + step + found.length) % Math.max(found.length, 1)}));
    } else if (event.key === 'Enter' && found[this.state.at]) {
      event.preventDefault();
      this.open(found[this.state.at]);
    }
  };

  open(item) {
    this.props.onClose();
    location.hash = item.href;
  }

  render({onClose}, state) {
    const found = this.found(state);
    return t.dialog({class: 'palette', ref: this.dialog, 'aria-label': 'Quick search', onClose, onClick: event => {
      if (event.target === this.dialog.current) onClose();
    }},
    t.input({type: 'text', role: 'combobox', autofocus: true, autocomplete: 'off', spellcheck: false,
      placeholder: 'A customer’s id, a page, a segment', 'aria-label': 'Search', 'aria-expanded': 'true',
      'aria-controls': 'found', 'aria-activedescendant': found[state.at] && `found-${state.at}`,
      value: state.q, onInput: this.type, onKeyDown: event => this.key(event, found)}),
    found.length > 0
      ? t.ul({id: 'found', role: 'listbox', 'aria-label': 'What was found'}, found.map((item, i) =>
        t.li({id: `found-${i}`, role: 'option', 'aria-selected': String(i === state.at), key: item.href,
          onMouseMove: () => i !== state.at && this.setState({at: i}), onClick: () => this.open(item)},
        icon(item.icon), t.span(item.name), t.span({class: 'soft small'}, item.note))))
      : t.p({class: 'empty', id: 'found', role: 'status'}, state.waiting ? 'Looking…' : 'Nothing of that name. Customers are found by id here; on their page, for a purpose, by record key, e-mail or name.'),
    t.footer(t.kbd('↑'), ' ', t.kbd('↓'), ' choose · ', t.kbd('Enter'), ' open · ', t.kbd('Esc'), ' close'));
  }
}
