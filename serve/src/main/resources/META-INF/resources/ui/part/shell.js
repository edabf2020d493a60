// SPDX-License-Identifier: Apache-2.0
// The frame around every page: where one can go, whose data this is, as of when, and who one is.
import {stateful, h, t} from '/ui/lib/dom.js';
import {to} from '/ui/lib/route.js';
import {date, time} from '/ui/lib/format.js';
import {icon} from '/ui/part/icon.js';

export const places = [
  {path: 'portfolio', name: 'Portfolio', words: 'how the customers do as a whole'},
  {path: 'segments', name: 'Segments', words: 'who is alike'},
  {path: 'value', name: 'Value', words: 'what customers are worth, and what if'},
  {path: 'customers', name: 'Customers', words: 'find one, see everything'},
  {path: 'actions', name: 'Actions', words: 'what to do next, and whether it helps'},
];
export const behind = [
  {path: 'data', name: 'Data', words: 'runs, quality, what could not be taken'},
  {path: 'models', name: 'Models', words: 'what predicts, and how well'},
];

const link = (place, on) =>
  t.a({href: to(place.path), 'aria-current': on === place.path ? 'page' : undefined}, icon(place.path), place.name);

const nowDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

const ThemeSwitch = stateful(() => ({dark: nowDark()}), ({dark}, set) => {
  const turn = () => {
    const next = dark ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('perennial.theme', next);
    } catch {
      // it holds for this page then
    }
    dispatchEvent(new Event('perennial:theme'));
    set({dark: !dark});
  };
  const label = dark ? 'Light theme' : 'Dark theme';
  return t.button({type: 'button', class: 'icon-button', title: label, 'aria-label': label, onClick: turn}, icon(dark ? 'sun' : 'moon'));
});

/** Screens that come when the server has something for them. */
const later = status => ['live', 'governance'].filter(name => status?.screens?.includes?.(name))
  .map(name => ({path: name, name: name === 'live' ? 'Live' : 'Governance'}));

export const shell = ({status, me, on, onSearch, onLeave}, page) =>
  t.div({class: 'frame'},
    t.header({class: 'side'},
      t.a({class: 'brand', href: to('portfolio')}, t.img({src: '/ui/leaf.svg', alt: '', width: 30, height: 30}),
        t.span('Perennial', t.small(status?.name ?? ''))),
      t.nav({class: 'places', 'aria-label': 'Customers'}, places.map(p => link(p, on))),
      t.nav({class: 'places', 'aria-label': 'Behind the numbers'}, [...behind, ...later(status)].map(p => link(p, on))),
      t.div({class: 'whose'}, t.strong(me?.name ?? ''), (me?.roles ?? []).join(', ').replaceAll('_', ' '),
        me?.expires && t.div('key ends ', date(me.expires)))),
    t.div(
      t.section({class: 'top', 'aria-label': 'Search and session'},
        t.button({type: 'button', class: 'seek', onClick: onSearch}, icon('search'), t.span('Find a customer, a page, a segment'), t.kbd('/')),
        t.span({class: 'stretch'}),
        status?.as_of && t.span({class: 'small soft', title: 'Nothing from this instant on is used'}, 'as of ', t.time({dateTime: status.as_of}, time(status.as_of))),
        h(ThemeSwitch),
        t.button({type: 'button', class: 'icon-button', title: 'Sign out', 'aria-label': 'Sign out', onClick: onLeave}, icon('leave'))),
      t.main({id: 'main', tabindex: -1}, page)));
