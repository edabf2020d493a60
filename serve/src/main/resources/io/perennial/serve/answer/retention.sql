-- retention: of the customers who first bought in a period, how many bought in each later one
-- reads   features(customer_id, as_of, first_purchase_at)
-- reads   links(record_id, customer_id)
-- reads   events(record_id, type, occurred_at)
-- writes  view retention(cohort, since, customers)   in periods of so many months, by UTC
-- cost    two joins and one grouping of all orders
SELECT p.cohort, p.period - p.cohort AS since, count(*) AS customers
FROM (
  SELECT DISTINCT
    f.customer_id,
    f_floor_int(f_month_no(f.first_purchase_at) / CAST(:months AS DOUBLE)) AS cohort,
    f_floor_int(f_month_no(e.occurred_at) / CAST(:months AS DOUBLE)) AS period
  FROM events e
  LEFT JOIN links l ON l.record_id = e.record_id
  JOIN features f ON f.customer_id = coalesce(l.customer_id, e.record_id)
  WHERE e.type = 'order'
    AND e.occurred_at >= f.first_purchase_at
    AND e.occurred_at < f.as_of
) p
GROUP BY p.cohort, p.period - p.cohort
