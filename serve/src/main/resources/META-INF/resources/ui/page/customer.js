// SPDX-License-Identifier: Apache-2.0
// One customer, everything: what they are worth and why, what they did, who they are, what is next.
import {h, stateful, t} from '/ui/lib/dom.js';
import {get} from '/ui/lib/api.js';
import {ago, amount, count, date, decimal, interval, money, percent, theCurrency, tileAmount, words} from '/ui/lib/format.js';
import {purposes} from '/ui/lib/purpose.js';
import {to} from '/ui/lib/route.js';
import {badge, card, facts, figure, pageHead, tier, tiles} from '/ui/part/card.js';
import {identityGraph} from '/ui/part/graph.js';
import {empty, failed, loaded} from '/ui/part/loaded.js';
import {table} from '/ui/part/table.js';
import {Timeline} from '/ui/part/timeline.js';

const head = c => pageHead(
  [c.label ?? `Customer ${c.customer_id}`, ' ', tier(c.value?.tier ?? c.tier)],
  [t.span({class: 'mono'}, c.customer_id), ' ', (c.memberships ?? []).slice(0, 4).map(m =>
    [' ', t.a({class: 'badge', href: to('segments', m.scheme, m.segment), title: words(m.scheme)}, m.segment)])],
  t.a({class: 'button', href: to('customers')}, '← All customers'));

const ofType = (c, type) => (c.totals ?? []).find(r => r.type === type);

// sources without order numbers have rows: purchases are days of buying then
const bought = (c, orders) => (orders.orders ? `${count(orders.orders)} orders`
  : c.features?.purchases ? `${count(c.features.purchases)} purchases` : `${count(orders.events)} rows of orders`);

const headline = c => {
  const v = c.value ?? {};
  const orders = ofType(c, 'order');
  const returns = ofType(c, 'return');
  return tiles(
    {label: v.horizon_weeks ? `Value of ${count(v.horizon_weeks)} weeks` : 'Value', figure: amount(v.value), unit: theCurrency(),
      note: v.value_lower !== undefined && v.value_lower !== null && `${amount(v.value_lower)} to ${amount(v.value_upper)}`},
    {label: 'Still a customer', figure: percent(v.p_alive, 0), note: v.model && `by ${v.model}`},
    {label: 'Will not buy soon', figure: percent(v.p_churn, 0), note: v.near_weeks && `in the next ${count(Math.round(v.near_weeks))} weeks`},
    {label: 'Spend so far', figure: tileAmount(c.features?.spend_total ?? orders?.amount), unit: theCurrency(), note: orders && `${bought(c, orders)}${returns ? `, ${count(returns.events)} returned` : ''}`},
    {label: 'Silent for', figure: orders?.last_at ? ago(orders.last_at, c.as_of).replace('today', 'less than a day') : '–', note: orders?.first_at && `first bought ${date(orders.first_at)}`});
};

const scorecard = c => {
  const s = c.scorecard;
  const voice = c.satisfaction;
  const says = voice && (voice.texts > 0 || typeof voice.score_mean === 'number')
    ? [typeof voice.score_mean === 'number' && `gives ${decimal(voice.score_mean, 1)} points on the mean`, voice.texts > 0 && `wrote ${count(voice.texts)} texts, ${percent(voice.negative_share ?? 0, 0)} of them negative`, voice.themes?.length > 0 && `about ${voice.themes.slice(0, 3).join(', ')}`].filter(Boolean).join('; ') : undefined;
  return card({title: 'In short', size: 'half'}, !s ? empty('No scorecard yet')
    : facts([['Who', s.who], ['Worth', s.worth], ['Risk', s.risk], ['Next', s.next_action && t.strong(s.next_action)], ['Why', s.why], ['Says', says]]));
};

const spread = v => {
  const top = Math.max(v.value_upper * 1.15, 1e-9);
  const at = x => `${(100 * Math.max(0, x)) / top}%`;
  return t.div({class: 'spread', role: 'img', 'aria-label': interval(v.value, v.value_lower, v.value_upper)},
    t.div({class: 'line'}), t.div({class: 'range', style: {left: at(v.value_lower), width: at(v.value_upper - v.value_lower)}}),
    t.div({class: 'dot', style: {left: at(v.value)}}));
};

const worth = c => {
  const v = c.value;
  if (!v) return card({title: 'What is to be expected', size: 'half'}, empty('No value yet', 'Values are told of customers who have bought.'));
  const purchases = (n, from, until) => interval(n, from, until, x => decimal(x, 1), '');
  const rows = [
    {name: `Value of ${count(v.horizon_weeks)} weeks`, value: v.value, lower: v.value_lower, upper: v.value_upper, said: interval(v.value, v.value_lower, v.value_upper)},
    {name: 'Value of all time to come', value: v.lifetime_value, said: money(v.lifetime_value)},
    {name: `Purchases in ${count(v.horizon_weeks)} weeks`, value: v.expected_purchases, lower: v.purchases_lower, upper: v.purchases_upper, said: purchases(v.expected_purchases, v.purchases_lower, v.purchases_upper)},
    {name: 'Spends a purchase', value: v.expected_spend, said: money(v.expected_spend)},
    v.near_weeks && {name: `Purchases in ${count(Math.round(v.near_weeks))} weeks`, value: v.near_purchases, lower: v.near_purchases_lower, upper: v.near_purchases_upper, said: purchases(v.near_purchases, v.near_purchases_lower, v.near_purchases_upper)},
    v.near_weeks && {name: `Spend in ${count(Math.round(v.near_weeks))} weeks`, value: v.near_spend, lower: v.near_spend_lower, upper: v.near_spend_upper, said: interval(v.near_spend, v.near_spend_lower, v.near_spend_upper)},
    v.next_purchase_weeks && {name: 'Next purchase, if still a customer', value: v.next_purchase_weeks, said: v.next_purchase_weeks < 1.5 ? 'within about a week' : `in about ${decimal(v.next_purchase_weeks, 0)} weeks`},
  ].filter(r => r && r.value !== null && r.value !== undefined);
  return figure({
    title: 'What is to be expected', size: 'half', name: `customer-${c.customer_id}-value`, rows, none: 'Nothing is forecast.',
    sub: 'Each with its interval, where there is one',
    columns: [{key: 'name', label: 'What', wide: true}, {key: 'value', label: 'Expected', number: true, show: amount},
      {key: 'lower', label: 'From', number: true, show: amount}, {key: 'upper', label: 'To', number: true, show: amount}],
  }, () => [v.value_upper > 0 && spread(v), facts(rows.map(r => [r.name, r.said]))]);
};

const identity = c => {
  const who = c.identity ?? {};
  const records = who.records ?? [];
  return figure({
    title: 'Who this is', size: 'wide', name: `customer-${c.customer_id}-records`, rows: records,
    sub: records.length === 1 ? 'One record; no other system tells of this customer'
      : `${count(records.length)} records of ${[...new Set(records.map(r => r.source))].join(', ')}, held to be one customer`,
    columns: [{key: 'source', label: 'System'}, {key: 'record_id', label: 'Record'},
      {key: 'confidence', label: 'Confidence', number: true, show: v => percent(v, 0)}, {key: 'reason', label: 'Why', wide: true}],
  }, () => [records.length > 1 && identityGraph(records, who.edges ?? []),
    t.ul({class: 'small'}, records.filter(r => r.reason).map(r => t.li(t.strong(r.source), ': ', r.reason,
      r.confidence !== undefined && t.span({class: 'soft'}, `, ${percent(r.confidence, 0)}`))))]);
};

/** Personal data stands behind a button: who asks says what for, and that is written down. */
const Personal = stateful({purpose: undefined}, ({purpose, told, problem}, set, {id, me}) => {
  const may = purposes(me);
  const ask = async event => {
    event.preventDefault();
    try {
      set({told: await get(`/customers/${encodeURIComponent(id)}/personal`, {purpose: purpose ?? may[0]}, {fresh: true}), problem: undefined});
    } catch (trouble) {
      set({problem: trouble, told: undefined});
    }
  };
  const items = told?.claims ?? told?.items ?? [];
  return card({title: 'Personal data', size: 'half', sub: 'Shown for a purpose only; each look is written into the audit trail'},
    t.form({class: 'filters', onSubmit: ask},
      may.length > 0 && t.label({class: 'field'}, 'For which purpose', t.select({value: purpose ?? may[0], onChange: e => set({purpose: e.target.value})}, may.map(r => t.option({value: r}, r.replaceAll('-', ' '))))),
      t.button({class: 'button'}, 'Show')),
    problem && failed(problem),
    told?.masked && t.p({class: 'note-line warn', style: {margin: '10px 0'}}, 'Masked: your key or the purpose does not allow more.'),
    told && (items.length ? table('Personal data', [{key: 'attribute', label: 'What', show: words}, {key: 'value', label: 'Value', wide: true}, {key: 'source', label: 'System'}], items, {low: true})
      : empty('No system says anything')));
});

const list = (title, rows, columns, none, size = 'half') =>
  figure({title, size, name: title.toLowerCase().replaceAll(' ', '-'), rows, columns, none, table: true}, () => table(title, columns, rows, {low: true}));

const shownValue = (v, item) => (/_(rate|share)(_|$)|^p_/.test(item.name) && typeof v === 'number' && v >= 0 && v <= 1 ? percent(v)
  : typeof v === 'number' ? (Number.isInteger(v) ? count(v) : amount(v)) : /^\d{4}-\d\d-\d\dT/.test(v) ? date(v) : v === null || v === undefined ? '–' : String(v));

const Features = stateful({sought: '', all: undefined}, ({sought, all}, set, {id, first}) => {
  const rows = Object.entries(all ?? first).map(([name, value]) => ({name, value}))
    .filter(i => !sought || words(i.name).toLowerCase().includes(words(sought).toLowerCase()) || i.name.includes(sought));
  const more = async () => {
    const told = await get(`/customers/${encodeURIComponent(id)}/features`).catch(() => undefined);
    set({all: told?.features ?? (told?.items ? Object.fromEntries(told.items.map(i => [i.name ?? i.feature, i.value])) : first)});
  };
  const columns = [{key: 'name', label: 'Feature', show: words}, {key: 'value', label: 'Value', number: true, show: shownValue}];
  return figure({
    title: 'What is known', size: 'half', name: 'features', rows, columns, keep: sought !== '', table: true, none: 'No features yet.',
    sub: all ? `${count(Object.keys(all).length)} features` : 'What people look at first',
    acts: [!all && t.button({type: 'button', class: 'small-button', onClick: more}, 'All of them'),
      t.input({class: 'find', type: 'search', placeholder: 'Filter', 'aria-label': 'Filter features', value: sought, onInput: e => set({sought: e.target.value}), style: {padding: '3px 9px', width: '110px'}})],
  }, () => table('Features', columns, rows, {low: true}));
});

const texts = told => list('What they write', told?.items ?? [], [
  {key: 'occurred_at', label: 'When', show: date}, {key: 'type', label: 'Where', show: words},
  {key: 'sentiment', label: 'Sentiment', show: v => badge(v ?? 'none', v === 'negative' ? 'bad' : v === 'positive' ? 'good' : '')},
  {key: 'theme', label: 'About', wide: true}, {key: 'intent', label: 'Intent'},
], 'This customer has written nothing that the sources hold.');

const view = (c, more, me) => t.div({class: 'grid'},
  h('div', null, headline(c)),
  scorecard(c), worth(c),
  card({title: 'What happened', size: 'half', sub: 'The newest first'}, h(Timeline, {id: c.customer_id, first: c.timeline ?? [], key: c.customer_id})),
  t.div({class: 'half grid', style: {gap: 'inherit'}},
    identity(c),
    list('Decided for this customer', c.decisions ?? [], [
      {key: 'decided_at', label: 'When', show: date}, {key: 'action', label: 'Action', show: (v, r) => [v, r.kind && t.div({class: 'soft small'}, r.kind)]},
      {key: 'gain', label: 'Gain', number: true, unit: theCurrency(), show: amount}, {key: 'cost', label: 'Cost', number: true, unit: theCurrency(), show: amount},
      {key: 'reason', label: 'Why', wide: true}], 'Nothing was decided yet.', 'wide'),
    list('What else was possible', c.recommendations ?? [], [
      {key: 'action', label: 'Action', show: (v, r) => v ?? r.product_id}, {key: 'gain', label: 'Gain', number: true, unit: theCurrency(), show: amount},
      {key: 'cost', label: 'Cost', number: true, unit: theCurrency(), show: amount}, {key: 'propensity', label: 'Chance', number: true, show: v => percent(v, 0)}], 'No action is possible for this customer.', 'wide')),
  list('In which segments', c.memberships ?? [], [
    {key: 'scheme', label: 'Scheme', show: words}, {key: 'segment', label: 'Segment', show: (v, r) => t.a({href: to('segments', r.scheme, v)}, v)},
    {key: 'propensity', label: 'Propensity', number: true, show: v => percent(v, 0)}, {key: 'reason', label: 'Why', wide: true}], 'In no segment.'),
  texts(more.texts),
  h(Features, {id: c.customer_id, first: c.features ?? {}}),
  h(Personal, {id: c.customer_id, me}));

export const Customer = ({id, me}) => loaded({
  one: [`/customers/${encodeURIComponent(id)}`],
  texts: [`/customers/${encodeURIComponent(id)}/texts`, {}, true],
}, told => [head(told.one), view(told.one, told, me)], 520);
