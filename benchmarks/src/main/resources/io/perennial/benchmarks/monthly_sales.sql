-- monthly_sales: what was sold, one row per month, category and channel
-- reads   events(record_id, type, occurred_at, amount, category, channel)
-- writes  monthly_sales(month, category, channel, orders, customers, revenue, per_customer)
-- cost    one scan; counting customers is what takes time
SELECT f_month(occurred_at) AS month,
  coalesce(category, '-') AS category,
  coalesce(channel, '-') AS channel,
  count(CASE WHEN type = 'order' THEN 1 END) AS orders,
  count(DISTINCT record_id) AS customers,
  sum(CAST(amount AS DOUBLE)) AS revenue,
  f_ratio(sum(CAST(amount AS DOUBLE)), count(DISTINCT record_id)) AS per_customer
FROM events
GROUP BY f_month(occurred_at), coalesce(category, '-'), coalesce(channel, '-')
