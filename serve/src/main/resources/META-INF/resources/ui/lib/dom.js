// SPDX-License-Identifier: Apache-2.0
// Elements without a compiler: t.p({class: 'note'}, 'words') is <p class="note">words</p>.
import {Component, createRef, Fragment, h, render} from '/webjars/preact/10.28.0/dist/preact.module.js';

export {Component, createRef, Fragment, h, render};

const isProps = value =>
  value !== null && typeof value === 'object' && value.constructor === Object;

const element = name => (first, ...rest) =>
  isProps(first) ? h(name, first, ...rest) : h(name, null, first, ...rest);

/** One function per element's name, made when first asked for. */
export const t = new Proxy({}, {
  get(made, name) {
    made[name] ??= element(name);
    return made[name];
  },
});

/** A component that is a function of its state: view(state, set, props); set merges. */
export const stateful = (initial, view) => class extends Component {
  constructor(props) {
    super(props);
    this.state = typeof initial === 'function' ? initial(props) : {...initial};
    this.set = change => this.setState(change);
  }

  render(props, state) {
    return view(state, this.set, props);
  }
};

let ids = 0;
/** An id that no other element has. */
export const freshId = prefix => `${prefix}-${++ids}`;

/** Names of classes that hold, of {name: whether}. */
export const classes = names =>
  Object.entries(names).filter(([, on]) => on).map(([name]) => name).join(' ');

/** Saves text as a file on the user's machine. */
export const saveFile = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};
