-- quality_returns: returns a day, and those that no order before explains
-- reads   quality_event(source, day, record_id, type, occurred_at, product_id)
-- reads   quality_orders(record_id, type, occurred_at, product_id)     of all time
-- writes  quality_return(source, day, returns, unexplained)
-- cost    orders of customers who return something, grouped by customer and product
SELECT
  r.source,
  r.day,
  count(*) AS returns,
  CAST(sum(CASE
    WHEN r.product_id IS NULL AND a.first_at <= r.occurred_at THEN 0
    WHEN p.first_at <= r.occurred_at THEN 0
    ELSE 1
  END) AS BIGINT) AS unexplained
FROM quality_event r
LEFT JOIN (
  SELECT o.record_id, min(o.occurred_at) AS first_at
  FROM quality_orders o
  WHERE o.type = 'order'
    AND o.record_id IN (SELECT x.record_id FROM quality_event x WHERE x.type = 'return')
  GROUP BY o.record_id
) a ON a.record_id = r.record_id
LEFT JOIN (
  SELECT o.record_id, o.product_id, min(o.occurred_at) AS first_at
  FROM quality_orders o
  WHERE o.type = 'order'
    AND o.record_id IN (SELECT x.record_id FROM quality_event x WHERE x.type = 'return')
  GROUP BY o.record_id, o.product_id
) p ON p.record_id = r.record_id AND p.product_id = r.product_id
WHERE r.type = 'return'
GROUP BY r.source, r.day
