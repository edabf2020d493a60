-- cohorts: how customers come back, one row per month of the first event and months since
-- reads   events(record_id, occurred_at, amount)
-- reads   customer_summary(record_id, first_at)
-- writes  cohorts(cohort, months_since, customers, revenue)
-- cost    one join of all events to their customer
SELECT f_month_no(c.first_at) AS cohort,
  f_month_no(e.occurred_at) - f_month_no(c.first_at) AS months_since,
  count(DISTINCT e.record_id) AS customers,
  sum(CAST(e.amount AS DOUBLE)) AS revenue
FROM events e
JOIN customer_summary c ON e.record_id = c.record_id
GROUP BY f_month_no(c.first_at), f_month_no(e.occurred_at) - f_month_no(c.first_at)
