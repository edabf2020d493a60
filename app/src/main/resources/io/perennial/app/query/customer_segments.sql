-- customer_segments: in which segments a customer is
-- reads   customer_memberships(customer_id, as_of, scheme, segment, score, reason)
-- writes  view customer_segments(customer_id, as_of, scheme, segment, score, reason)
-- cost    the customer's memberships
SELECT customer_id, as_of, scheme, segment, score, reason
FROM customer_memberships
ORDER BY customer_id, as_of, scheme
