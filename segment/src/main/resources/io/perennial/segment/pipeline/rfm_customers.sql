-- rfm_customers: what customers who ever bought are scored by
-- reads   segment_features(customer_id, as_of, purchases, spend_total, spend_mean, age_at_last_weeks, age_weeks)
-- writes  view rfm_customers(customer_id, as_of, recency_days, purchases, monetary)   monetary: :monetary is total or mean
-- cost    nothing
SELECT
  f.customer_id,
  f.as_of,
  f_floor_int((f.age_weeks - f.age_at_last_weeks) * 7e0 + 1e-6) AS recency_days,
  f.purchases,
  CASE WHEN :monetary = 'mean' THEN f.spend_mean ELSE f.spend_total END AS monetary
FROM segment_features f
WHERE f.purchases > 0
