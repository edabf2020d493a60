-- followed_decisions: decisions that were carried out and whose window is over, with what came in it
-- reads   result_decisions(decision_id, customer_id, as_of, action, channel, kind, propensity, hold_out, gain, cost, spend_gain, candidates, decided_at, discount, contact_cost, window_gain)
-- reads   result_outcomes(decision_id, until, complete, purchases, spend)
-- reads   result_features(customer_id, last_purchase_at)
-- writes  view followed_decisions(customer_id, as_of, until, action, channel, kind, propensity, hold_out, gain, cost, spend_gain, candidates, purchases, spend, last_purchase_at, discount, contact_cost, window_gain)   what was decided later than :days_in_time after its instant was a look back, and not done
-- cost    joins by decision and by customer, each time it is read
SELECT
  d.customer_id,
  d.as_of,
  o.until,
  d.action,
  d.channel,
  d.kind,
  d.propensity,
  d.hold_out,
  d.gain,
  d.cost,
  d.spend_gain,
  d.candidates,
  o.purchases,
  o.spend,
  f.last_purchase_at,
  coalesce(d.discount, 0e0) AS discount,
  d.contact_cost,
  d.window_gain
FROM result_outcomes o
JOIN result_decisions d ON d.decision_id = o.decision_id
LEFT JOIN result_features f ON f.customer_id = d.customer_id
WHERE o.complete = 1
  AND f_micros(o.until) <= :as_of
  AND f_days(d.as_of, d.decided_at) < :days_in_time
  AND d.kind <> 'suppressed'
