-- category_customers: what customers are scored by in each category that they bought of, the categories with most spend
-- reads   customer_events(customer_id, occurred_at, received_at, kind, order_key, category, amount)   kind: 1 order, 2 return, 3 end of a reversed order
-- value   as_of: exclusive; until: the last instant before it; zone: of days; purchase: day or order; received: 1 where only what had also reached us by then is known; monetary: total or mean; most: how many categories
-- writes  category_customers(customer_id, category, recency_days, purchases, monetary)   one row for each customer and category with a purchase; reversed orders do not count, returns of a category, or of an order of one category, are taken off; recency: whole days to the last day before the instant
-- cost    one aggregation of orders and returns, one of orders by order
WITH known AS (
  SELECT c.customer_id, c.kind, c.order_key, c.category, c.amount, c.occurred_at
  FROM customer_events c
  WHERE c.kind > 0
    AND c.occurred_at < :as_of
    AND (:received = 0 OR coalesce(c.received_at, c.occurred_at) < :as_of)
),
ended AS (
  SELECT DISTINCT k.customer_id, k.order_key
  FROM known k
  WHERE k.kind = 3 AND k.order_key IS NOT NULL
),
standing AS (
  SELECT k.customer_id, k.kind, k.order_key, k.category, k.amount, k.occurred_at
  FROM known k
  LEFT JOIN ended e ON e.customer_id = k.customer_id AND e.order_key = k.order_key
  WHERE k.kind < 3 AND e.order_key IS NULL
),
of_one AS (
  SELECT s.customer_id, s.order_key, min(s.category) AS category
  FROM standing s
  WHERE s.kind = 1 AND s.order_key IS NOT NULL
  GROUP BY s.customer_id, s.order_key
  HAVING min(s.category) = max(s.category)
),
lines AS (
  SELECT
    s.customer_id,
    coalesce(s.category, o.category) AS category,
    -- money has four decimals: summed as such, the order of the rows leaves no trace
    CAST(CASE WHEN s.kind = 2 THEN -abs(s.amount) ELSE s.amount END AS DECIMAL(38, 4)) AS amount,
    CASE WHEN s.kind = 1 THEN date_trunc('day', f_utc_to_local(s.occurred_at, :zone)) END AS day,
    CASE WHEN s.kind = 1 AND :purchase = 'order' THEN s.order_key END AS order_key
  FROM standing s
  LEFT JOIN of_one o ON s.kind = 2 AND o.customer_id = s.customer_id AND o.order_key = s.order_key
),
bought AS (
  SELECT
    l.customer_id,
    l.category,
    -- orders without a number are one for each day
    count(DISTINCT l.order_key) + count(DISTINCT CASE WHEN l.order_key IS NULL THEN l.day END) AS purchases,
    max(l.day) AS last_day,
    coalesce(sum(l.amount), 0) AS spend
  FROM lines l
  WHERE l.category IS NOT NULL
  GROUP BY l.customer_id, l.category
  HAVING max(l.day) IS NOT NULL
),
placed AS (
  SELECT b.category, row_number() OVER (ORDER BY sum(b.spend) DESC, b.category) AS place
  FROM bought b
  GROUP BY b.category
)
SELECT
  b.customer_id,
  b.category,
  f_floor_int(f_days(b.last_day, date_trunc('day', f_utc_to_local(:until, :zone))) + 1e-6) AS recency_days,
  b.purchases,
  CASE WHEN :monetary = 'mean' THEN f_ratio(CAST(b.spend AS DOUBLE), b.purchases) ELSE CAST(b.spend AS DOUBLE) END AS monetary
FROM bought b
JOIN placed p ON p.category = b.category
WHERE p.place <= :most
