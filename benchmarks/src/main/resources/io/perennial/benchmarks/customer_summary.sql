-- customer_summary: what each record bought, one row per record
-- reads   events(record_id, type, occurred_at, amount, category)
-- writes  customer_summary(record_id, first_at, last_at, orders, returns, spend, categories)
-- cost    one scan, one grouping by record
SELECT record_id,
  min(occurred_at) AS first_at,
  max(occurred_at) AS last_at,
  count(CASE WHEN type = 'order' THEN 1 END) AS orders,
  count(CASE WHEN type = 'return' THEN 1 END) AS returns,
  sum(CAST(amount AS DOUBLE)) AS spend,
  count(DISTINCT category) AS categories
FROM events
GROUP BY record_id
