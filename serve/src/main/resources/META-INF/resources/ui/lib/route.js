// SPDX-License-Identifier: Apache-2.0
// Where one is: #/customers/42?tier=A is {path: ['customers', '42'], query: {tier: 'A'}}. Everything that
// changes what one sees is in it, so that a link shows a colleague the same.

// an address that somebody typed may be no code: then it means what it says
const decoded = part => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export const here = () => {
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return {
    path: path.split('/').filter(Boolean).map(decoded),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
};

/** The address of a place: to('customers', id, {tier: 'A'}). Empty values are left out. */
export const to = (...parts) => {
  const last = parts.at(-1);
  const query = last !== null && typeof last === 'object' ? parts.pop() : {};
  const pairs = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return '#/' + parts.map(encodeURIComponent).join('/')
    + (pairs.length ? '?' + new URLSearchParams(pairs) : '');
};

/** Changes the query of this place; as a new entry of the history only where that helps to go back. */
export const refine = (change, {keep = false} = {}) => {
  const {path, query} = here();
  const next = to(...path, {...query, ...change});
  if (next === location.hash) return;
  if (keep) {
    location.hash = next;
  } else {
    history.replaceState(null, '', next);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
};

export const go = (...parts) => {
  location.hash = to(...parts);
};
