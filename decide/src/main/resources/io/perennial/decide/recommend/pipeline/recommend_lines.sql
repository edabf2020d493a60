-- recommend_lines: the days on which customers bought a product, before an instant: goods alone, and none that went back whole
-- reads   customer_events(customer_id, occurred_at, event_id, received_at, kind, quantity, category, product)
-- reads   feature_flags(event_id, rule)
-- value   as_of: exclusive, in microseconds; received: 1 where only what had also reached us by then is known
-- value   zone: decides what a day is; from_day: days before it are not read; categories, products: left out, in lower case, each between broken bars
-- writes  recommend_lines(customer_id, product, day)   day: since 1970-01-01
-- cost    one pass over events, a hash of customers, products and days
SELECT
  l.customer_id,
  l.product,
  l.day
FROM (
  SELECT
    d.customer_id,
    d.product,
    d.day,
    d.bought,
    sum(d.kept) OVER (PARTITION BY d.customer_id, d.product) AS kept
  FROM (
    SELECT
      e.customer_id,
      e.product,
      f_floor_int(f_days(TIMESTAMP '1970-01-01 00:00:00', f_utc_to_local(e.occurred_at, :zone))) AS day,
      max(CASE WHEN e.kind = 1 THEN 1 ELSE 0 END) AS bought,
      sum(CASE WHEN e.kind = 1 THEN abs(coalesce(e.quantity, 1e0)) ELSE -abs(coalesce(e.quantity, 1e0)) END) AS kept
    FROM customer_events e
    LEFT JOIN (
      SELECT DISTINCT f.event_id
      FROM feature_flags f
      WHERE f.rule IN ('charge', 'adjustment')
    ) n ON n.event_id = e.event_id
    WHERE e.kind IN (1, 2, 3)
      AND e.product IS NOT NULL
      AND n.event_id IS NULL
      AND f_micros(e.occurred_at) < :as_of
      AND (:received = 0 OR f_micros(coalesce(e.received_at, e.occurred_at)) < :as_of)
      AND NOT contains(:categories, '¦' || lower(coalesce(e.category, '¦')) || '¦')
      AND NOT contains(:products, '¦' || lower(e.product) || '¦')
    GROUP BY
      e.customer_id,
      e.product,
      f_floor_int(f_days(TIMESTAMP '1970-01-01 00:00:00', f_utc_to_local(e.occurred_at, :zone)))
  ) d
) l
WHERE l.bought = 1 AND l.kept > 1e-9 AND l.day >= :from_day
