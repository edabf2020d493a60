-- customer_known: what is known of a customer
-- reads   customer_features(customer_id, as_of, purchases, spend_total, spend_mean, first_purchase_at, last_purchase_at, age_weeks, gap_mean_weeks, returns, returned_amount)
-- writes  view customer_known(customer_id, as_of, purchases, spend_total, spend_mean, first_purchase_at, last_purchase_at, age_weeks, gap_mean_weeks, returns, returned_amount)
-- cost    the customer's features
SELECT
  customer_id,
  as_of,
  purchases,
  spend_total,
  spend_mean,
  first_purchase_at,
  last_purchase_at,
  age_weeks,
  gap_mean_weeks,
  returns,
  returned_amount
FROM customer_features
ORDER BY customer_id, as_of
