-- served_customers: what a list of customers shows of each, one row a customer
-- reads   customers(customer_id, first_seen, last_seen)
-- reads   customer_values(customer_id, as_of, tier, value, value_lower, value_upper, p_alive, p_churn)
-- reads   served_features(customer_id, last_purchase_at, spend_365d)
-- reads   decisions(customer_id, as_of, action)
-- writes  served_customers(customer_id, first_seen, tier, value, value_lower, value_upper, p_alive, p_churn, spend_365d, last_purchase, next_action)
-- cost    three joins by customer
SELECT
  c.customer_id,
  c.first_seen,
  v.tier,
  v.value,
  v.value_lower,
  v.value_upper,
  v.p_alive,
  v.p_churn,
  f.spend_365d,
  f.last_purchase_at AS last_purchase,
  d.action AS next_action
FROM customers c
LEFT JOIN customer_values v
  ON v.customer_id = c.customer_id AND v.as_of = (SELECT max(w.as_of) FROM customer_values w)
LEFT JOIN served_features f ON f.customer_id = c.customer_id
LEFT JOIN decisions d
  ON d.customer_id = c.customer_id AND d.as_of = (SELECT max(e.as_of) FROM decisions e)
