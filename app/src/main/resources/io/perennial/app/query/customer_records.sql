-- customer_records: the records of one customer
-- reads   customer_links(record_id, customer_id, confidence, reason)
-- writes  view customer_records(customer_id, record_id, confidence, reason)
-- cost    the customer's links
SELECT customer_id, record_id, confidence, reason
FROM customer_links
ORDER BY customer_id, record_id
