-- customer_card: one customer at a glance: who, worth what, how likely to leave, what is next, and why
-- reads   customer_features(customer_id, as_of, purchases, spend_365d, first_purchase_at, last_purchase_at, acquisition_channel)
-- reads   customer_valued(customer_id, as_of, tier, value, value_lower, value_upper, horizon_weeks, lifetime_value, p_alive, p_churn, near_weeks, near_spend, next_purchase_weeks, reason)
-- reads   customer_memberships(customer_id, as_of, scheme, segment, reason)
-- reads   customer_decided(customer_id, as_of, action, channel, kind, propensity, gain, cost, basis, reason)
-- writes  view customer_card(customer_id, as_of, purchases, spend_365d, first_purchase_at, last_purchase_at, acquisition_channel, lifecycle, rfm, behaviour, segment_reason, tier, value, value_lower, value_upper, horizon_weeks, lifetime_value, p_alive, p_churn, near_weeks, near_spend, next_purchase_weeks, value_reason, action, channel, kind, propensity, gain, cost, basis, action_reason)   what is not known is null
-- cost    the customer's rows
SELECT
  f.customer_id,
  f.as_of,
  f.purchases,
  f.spend_365d,
  f.first_purchase_at,
  f.last_purchase_at,
  f.acquisition_channel,
  s.lifecycle,
  s.rfm,
  s.behaviour,
  s.segment_reason,
  v.tier,
  v.value,
  v.value_lower,
  v.value_upper,
  v.horizon_weeks,
  v.lifetime_value,
  v.p_alive,
  v.p_churn,
  v.near_weeks,
  v.near_spend,
  v.next_purchase_weeks,
  v.reason AS value_reason,
  d.action,
  d.channel,
  d.kind,
  d.propensity,
  d.gain,
  d.cost,
  d.basis,
  d.reason AS action_reason
FROM customer_features f
LEFT JOIN customer_valued v ON v.customer_id = f.customer_id AND v.as_of = f.as_of
LEFT JOIN customer_decided d ON d.customer_id = f.customer_id AND d.as_of = f.as_of
LEFT JOIN (
  SELECT
    m.customer_id,
    m.as_of,
    max(CASE WHEN m.scheme = 'lifecycle' THEN m.segment END) AS lifecycle,
    max(CASE WHEN m.scheme = 'rfm' THEN m.segment END) AS rfm,
    max(CASE WHEN m.scheme = 'behaviour' THEN m.segment END) AS behaviour,
    max(CASE WHEN m.scheme = 'rfm' THEN m.reason END) AS segment_reason
  FROM customer_memberships m
  GROUP BY m.customer_id, m.as_of
) s ON s.customer_id = f.customer_id AND s.as_of = f.as_of
