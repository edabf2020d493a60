-- customer_records: the records of one customer, how sure each is, and why
-- reads   customer_links(record_id, customer_id, household_id, confidence, reason, since)
-- writes  view customer_records(customer_id, record_id, confidence, reason, household_id, since)   since: when the record was first resolved
-- cost    the customer's links
SELECT customer_id, record_id, confidence, reason, household_id, since
FROM customer_links
ORDER BY customer_id, record_id
