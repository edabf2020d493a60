// SPDX-License-Identifier: Apache-2.0
// The one place that talks to the server. Browsers keep answers by ETag; within a page, by URL.

const BASE = '/api/v1';
const answers = new Map();
const KEPT = 60;

/** What the server said instead of an answer (application/problem+json), or why there is none. */
export class Problem extends Error {
  constructor({status = 0, title = 'No answer', detail = '', field, request_id: requestId} = {}) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.field = field;
    this.requestId = requestId;
  }
}

const listeners = new Set();
/** Called when the session is over, so that the shell asks for a key. */
export const onSignedOut = listener => listeners.add(listener);

const query = params => {
  const pairs = Object.entries(params ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return pairs.length ? '?' + new URLSearchParams(pairs) : '';
};

export const pathOf = (path, params) => BASE + path + query(params);

const problemOf = async response => {
  let told = {};
  try {
    told = await response.json();
  } catch {
    // not JSON: a proxy's page, say
  }
  return new Problem({title: response.statusText || `Error ${response.status}`, ...told, status: response.status});
};

const token = () => document.cookie.split('; ').find(c => c.startsWith('perennial_csrf='))?.slice(15) ?? '';

const call = async (url, options = {}) => {
  let response;
  try {
    response = await fetch(url, {credentials: 'same-origin', ...options,
      headers: {Accept: 'application/json, application/problem+json', ...options.headers}});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({title: 'The server does not answer', detail: 'Is perennial serve still running?'});
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !options.quiet) {
      answers.clear();
      listeners.forEach(listener => listener());
    }
    throw problem;
  }
  return response.status === 204 ? null : response.json();
};

/** The answer to GET /api/v1…; the same promise when asked again within half a minute. */
export const get = (path, params, options = {}) => {
  const url = pathOf(path, params);
  const kept = answers.get(url);
  if (kept && !options.fresh && Date.now() - kept.at < 30_000) return kept.answer;
  const answer = call(url, options);
  answers.set(url, {answer, at: Date.now()});
  answer.catch(() => answers.delete(url));
  if (answers.size > KEPT) answers.delete(answers.keys().next().value);
  return answer;
};

/** All of a list, part by part, but at most so many items. */
export const getAll = async (path, params, most, options) => {
  const first = await get(path, {...params, limit: Math.min(most, 500)}, options);
  const items = [...(first.items ?? [])];
  for (let next = first.next_cursor; next && items.length < most;) {
    const part = await get(path, {...params, limit: 500, cursor: next}, options);
    items.push(...part.items);
    next = part.next_cursor;
  }
  return {...first, items};
};

export const send = (method, url, body, options = {}) => call(url, {method, ...options,
  headers: {'Content-Type': 'application/json', 'X-CSRF-Token': token()},
  body: body === undefined ? undefined : JSON.stringify(body)});

export const post = (path, body, options) => send('POST', BASE + path, body, options);

export const forget = () => answers.clear();
