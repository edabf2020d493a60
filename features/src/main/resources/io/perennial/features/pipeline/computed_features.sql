-- computed_features: the table of features, from what the fold wrote
-- reads   folded_features(key, as_of, purchases, repeat_purchases, age_at_last_weeks, age_weeks, spend_total, spend_mean, spend_repeat_mean, first_purchase_at, last_purchase_at, gap_mean_weeks, gap_deviation_weeks, regularity, gap_log_sum, returns, returned_amount)
-- writes  view computed_features(customer_id, as_of, purchases, repeat_purchases, age_at_last_weeks, age_weeks, spend_total, spend_mean, spend_repeat_mean, first_purchase_at, last_purchase_at, gap_mean_weeks, gap_deviation_weeks, regularity, gap_log_sum, returns, returned_amount)
-- cost    nothing
SELECT
  f.key AS customer_id,
  f.as_of,
  f.purchases,
  f.repeat_purchases,
  f.age_at_last_weeks,
  f.age_weeks,
  f.spend_total,
  f.spend_mean,
  f.spend_repeat_mean,
  f.first_purchase_at,
  f.last_purchase_at,
  f.gap_mean_weeks,
  f.gap_deviation_weeks,
  f.regularity,
  f.gap_log_sum,
  f.returns,
  f.returned_amount
FROM folded_features f
