-- customer_records: which records are which customer and household, for features in SQL
-- reads   feature_links(record_id, customer_id, household_id)
-- writes  view customer_records(record_id, customer_id, household_id)   as is known now, at any instant; records that are missing are customers of their own
-- cost    nothing
SELECT l.record_id, l.customer_id, l.household_id
FROM feature_links l
