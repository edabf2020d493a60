-- segment_worth: what the customers of each segment did, and what they are worth
-- reads   memberships(customer_id, scheme, segment)
-- reads   features(customer_id, purchases, spend_total)
-- reads   customer_values(customer_id, p_alive, value)
-- writes  view segment_worth(segment, customers, purchases, spend, alive, value)
-- cost    two joins by customer
SELECT
  m.segment,
  count(*) AS customers,
  CAST(sum(f.purchases) AS BIGINT) AS purchases,
  sum(f.spend_total) AS spend,
  sum(v.p_alive) AS alive,
  sum(v.value) AS value
FROM memberships m
JOIN features f ON f.customer_id = m.customer_id
LEFT JOIN customer_values v ON v.customer_id = m.customer_id
WHERE m.scheme = 'rfm'
GROUP BY m.segment
