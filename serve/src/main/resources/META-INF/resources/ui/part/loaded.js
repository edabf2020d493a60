// SPDX-License-Identifier: Apache-2.0
// What stands where an answer will be, where there is none, and where it failed.
import {Component, h, t} from '/ui/lib/dom.js';
import {get, getAll} from '/ui/lib/api.js';
import {icon} from '/ui/part/icon.js';

export const skeleton = (height = 120) =>
  t.div({class: 'skeleton', style: {height: `${height}px`}, role: 'status'}, t.span({class: 'hidden'}, 'Loading…'));

export const empty = (title, words, action) =>
  t.div({class: 'empty'}, icon('nothing'), t.strong(title), words && t.p(words), action);

export const failed = (problem, again) => {
  const gone = problem.status === 404;
  if (gone) return empty(problem.title === 'Not Found' ? 'Nothing here' : problem.title, problem.detail);
  return t.div({class: 'failed', role: 'alert'}, icon('alert'),
    t.strong(problem.status === 403 ? 'Your key may not see this' : problem.title ?? 'Something went wrong'),
    t.p(problem.detail || problem.message),
    problem.requestId && t.p({class: 'small'}, 'Request ', t.code(problem.requestId)),
    again && problem.status !== 403 && t.button({class: 'button', onClick: again}, 'Try again'));
};

/**
 * Asks for one or more answers and shows them: h(Loaded, {ask: {status: ['/status']}, show: ({status}) => …}).
 * What changed is asked anew, and the old stays in sight until the new is there. An entry is
 * [path, parameters, whether its failure is undefined rather than the end of all, items of a list at most].
 */
export class Loaded extends Component {
  componentDidMount() {
    this.load();
  }

  componentDidUpdate() {
    this.load();
  }

  componentWillUnmount() {
    this.asked = undefined;
  }

  async load(fresh = false) {
    const asked = JSON.stringify(this.props.ask);
    if (asked === this.asked && !fresh) return;
    this.asked = asked;
    const entries = Object.entries(this.props.ask);
    try {
      const answers = await Promise.all(entries.map(([, [path, params, optional, most]]) => {
        const answer = most ? getAll(path, params, most, {fresh}) : get(path, params, {fresh});
        return optional ? answer.catch(problem => ({problem})) : answer;
      }));
      if (this.asked !== asked) return;
      const told = Object.fromEntries(entries.map(([name], i) =>
        [name, answers[i]?.problem instanceof Error ? undefined : answers[i]]));
      const problems = Object.fromEntries(entries.map(([name], i) => [name, answers[i]?.problem]));
      this.setState({told, problems, problem: undefined});
    } catch (problem) {
      if (this.asked === asked) this.setState({problem});
    }
  }

  render({show, height, wait}, {told, problems, problem}) {
    if (problem) return failed(problem, () => this.load(true));
    if (!told) return wait ?? skeleton(height);
    return show(told, problems);
  }
}

export const loaded = (ask, show, height) => h(Loaded, {ask, show, height});
