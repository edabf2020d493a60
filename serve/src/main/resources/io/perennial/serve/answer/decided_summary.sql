-- decided_summary: what was decided at the newest instant, one row an action, kind and channel
-- reads   decisions(as_of, action, channel, kind, gain, cost, basis)
-- writes  view decided_summary(action, channel, kind, customers, gain, cost, basis)
-- cost    one pass over decisions
SELECT
  d.action,
  d.channel,
  d.kind,
  count(*) AS customers,
  sum(d.gain) AS gain,
  sum(d.cost) AS cost,
  min(d.basis) AS basis
FROM decisions d
WHERE d.as_of = (SELECT max(e.as_of) FROM decisions e)
GROUP BY d.action, d.channel, d.kind
ORDER BY count(*) DESC, d.action, d.channel, d.kind
