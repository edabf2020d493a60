-- customer_next: what was decided for a customer, the newest first
-- reads   customer_decided(customer_id, as_of, action, channel, kind, propensity, gain, cost, basis, bound, reason)
-- writes  view customer_next(customer_id, as_of, action, channel, kind, propensity, gain, cost, basis, bound, reason)
-- cost    the customer's decisions
SELECT
  customer_id,
  as_of,
  action,
  channel,
  kind,
  propensity,
  gain,
  cost,
  basis,
  bound,
  reason
FROM customer_decided
ORDER BY customer_id, as_of DESC
