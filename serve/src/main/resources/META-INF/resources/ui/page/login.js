// SPDX-License-Identifier: Apache-2.0
// The way in: an API key, once, for a cookie that scripts cannot read.
import {stateful, t} from '/ui/lib/dom.js';
import {send} from '/ui/lib/api.js';

export const Login = stateful({key: '', waiting: false, problem: undefined}, (state, set, {onIn, over}) => {
  const enter = async event => {
    event.preventDefault();
    set({waiting: true, problem: undefined});
    try {
      await send('POST', '/login', {key: state.key.trim()}, {quiet: true});
      set({key: '', waiting: false});
      onIn();
    } catch (problem) {
      set({waiting: false, problem: problem.status === 401 ? 'No such key, or it has expired.' : problem.message});
    }
  };
  return t.main({class: 'login', id: 'main', tabindex: -1},
    t.form({class: 'card', onSubmit: enter},
      t.img({src: '/ui/leaf.svg', alt: '', width: 44, height: 44}),
      t.div(t.h1('Perennial'), t.p({class: 'soft'}, over ? 'Your session is over. Come in again with your key.' : 'Who your customers are, what they are worth, and what to do next.')),
      t.input({type: 'text', name: 'username', autocomplete: 'username', value: 'perennial', hidden: true, readonly: true, 'aria-hidden': 'true'}),
      t.label({class: 'field'}, 'API key',
        t.input({type: 'password', name: 'key', autocomplete: 'current-password', required: true, autofocus: true, value: state.key,
          'aria-invalid': state.problem ? 'true' : undefined, 'aria-describedby': state.problem ? 'trouble' : 'hint',
          onInput: event => set({key: event.target.value})})),
      state.problem && t.p({class: 'note-line alarm', id: 'trouble', role: 'alert'}, state.problem),
      t.button({class: 'button main', disabled: state.waiting || !state.key.trim()}, state.waiting ? 'Looking…' : 'Come in'),
      t.p({class: 'small soft', id: 'hint'}, 'The first key was printed when the server first started. Others: ', t.code('perennial serve key create'), '.')));
});
