-- customer_worth: whether a customer is one still, and worth what, with intervals
-- reads   customer_valued(customer_id, as_of, tier, p_alive, horizon_weeks, expected_purchases, purchases_lower, purchases_upper, value, value_lower, value_upper, lifetime_value, reason)
-- writes  view customer_worth(customer_id, as_of, tier, p_alive, horizon_weeks, expected_purchases, purchases_lower, purchases_upper, value, value_lower, value_upper, lifetime_value, reason)
-- cost    the customer's values
SELECT
  customer_id,
  as_of,
  tier,
  p_alive,
  horizon_weeks,
  expected_purchases,
  purchases_lower,
  purchases_upper,
  value,
  value_lower,
  value_upper,
  lifetime_value,
  reason
FROM customer_valued
ORDER BY customer_id, as_of
