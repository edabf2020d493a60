// SPDX-License-Identifier: Apache-2.0
// What is shown: the way in, or the page that the address names. Pages are fetched when first gone to.
import {Component, h, render, t} from '/ui/lib/dom.js';
import {forget, get, onSignedOut, send} from '/ui/lib/api.js';
import {here, to} from '/ui/lib/route.js';
import {settle, words} from '/ui/lib/format.js';
import {empty, failed, skeleton} from '/ui/part/loaded.js';
import {Search} from '/ui/part/search.js';
import {shell} from '/ui/part/shell.js';

const pages = new Set(['portfolio', 'segments', 'value', 'customers', 'actions', 'data', 'models']);
const fetched = new Map();

const page = name => {
  if (!fetched.has(name)) {
    const part = import(`/ui/page/${name}.js`);
    part.catch(() => fetched.delete(name));
    fetched.set(name, part);
  }
  return fetched.get(name);
};

class App extends Component {
  state = {in: undefined, at: here(), Page: undefined, search: false};

  componentDidMount() {
    addEventListener('hashchange', () => this.arrive());
    addEventListener('keydown', event => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if ((event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
        if (!this.state.in) return;
        event.preventDefault();
        this.setState({search: true});
      }
    });
    onSignedOut(() => this.setState(s => ({in: false, over: s.in === true})));
    this.enter();
    setInterval(() => this.state.in && this.renew(), 30_000);
  }

  enter = async () => {
    try {
      const [me, status] = await Promise.all([get('/me', {}, {quiet: true}), get('/status', {}, {quiet: true})]);
      settle(status);
      this.setState({in: true, over: false, me, status, problem: undefined});
      this.arrive();
    } catch (problem) {
      this.setState(problem.status === 401 ? {in: false} : {problem});
    }
  };

  /** A run that ended meanwhile, or an erasure: all is asked anew. */
  async renew() {
    const status = await get('/status', {}, {fresh: true, quiet: true}).catch(() => undefined);
    if (status && status.snapshots !== this.state.status?.snapshots) {
      forget();
      this.setState({status});
    }
  }

  async arrive() {
    const at = here();
    const name = at.path[0] ?? 'portfolio';
    const moved = at.path.join('/') !== this.state.at.path.join('/');
    if (!pages.has(name)) {
      this.setState({at, Page: undefined, unknown: true});
      return;
    }
    try {
      const {Page} = await page(name);
      if (here().path.join('/') !== at.path.join('/')) return;
      this.setState({at, Page, unknown: false, problem: undefined});
      document.title = `${[...at.path].reverse().map(words).join(' · ') || 'Portfolio'} · Perennial`;
      if (moved) {
        scrollTo(0, 0);
        document.getElementById('main')?.focus({preventScroll: true});
      }
    } catch {
      this.setState({at, problem: {title: 'The page did not load', detail: 'Is perennial serve still running?'}});
    }
  }

  /** A page that fails while it is drawn says so, rather than stay half drawn. */
  componentDidCatch(error) {
    console.error(error);
    this.setState({problem: {title: 'This page cannot be shown', detail: 'That is a fault of ours: the console of the browser names it.'}});
  }

  leave = async () => {
    await send('DELETE', '/login', undefined, {quiet: true}).catch(() => {});
    forget();
    this.setState({in: false, over: false, Page: undefined});
  };

  render(_, state) {
    if (state.in === undefined) return state.problem ? failed(state.problem, this.enter) : t.p({class: 'booting', role: 'status'}, 'Perennial is starting…');
    if (!state.in) {
      const {Login} = this.login ?? {};
      if (!Login) import('/ui/page/login.js').then(m => { this.login = m; this.setState({}); });
      return Login ? h(Login, {onIn: this.enter, over: state.over}) : null;
    }
    const content = state.problem ? failed(state.problem, () => this.arrive())
      : state.unknown ? empty('No such page', 'The address names no page of this dashboard.', t.a({class: 'button', href: to('portfolio')}, 'To the portfolio'))
        : state.Page ? h(state.Page, {...state.at, path: state.at.path, me: state.me, status: state.status, key: state.at.path.join('/')})
          : skeleton(400);
    return [
      shell({status: state.status, me: state.me, on: state.at.path[0] ?? 'portfolio',
        onSearch: () => this.setState({search: true}), onLeave: this.leave}, content),
      state.search && h(Search, {onClose: () => this.setState({search: false})}),
    ];
  }
}

const root = document.getElementById('app');
root.replaceChildren();
render(h(App), root);
