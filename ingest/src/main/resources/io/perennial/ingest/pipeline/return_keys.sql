-- return_keys: lines of orders and returns under the keys by which they are matched, the most telling first
-- reads   return_lines(event_id, source, record_id, order_key, product, quantity, money, occurred_at)
-- reads   order_lines(event_id, source, record_id, order_key, product, quantity, money, occurred_at)
-- writes  return_keys(kind, match_key, event_id, back, occurred_at)   kind 1: order, product, quantity, money; 2: order, product; 3: record, product, quantity, money; 4: record, product, price of one; back: 0 order, 1 return
-- cost    at most four rows a line
SELECT
  k.kind,
  CASE k.kind
    WHEN 1 THEN concat_ws(chr(31), l.source, l.order_key, l.product, CAST(l.quantity AS STRING), CAST(l.money AS STRING))
    WHEN 2 THEN concat_ws(chr(31), l.source, l.order_key, l.product)
    WHEN 3 THEN concat_ws(chr(31), CAST(l.record_id AS STRING), l.product, CAST(l.quantity AS STRING), CAST(l.money AS STRING))
    ELSE concat_ws(chr(31), CAST(l.record_id AS STRING), l.product, CAST(f_decimal(f_ratio(l.money, l.quantity)) AS STRING))
  END AS match_key,
  l.event_id,
  l.back,
  l.occurred_at
FROM (
  SELECT r.event_id, r.source, r.record_id, r.order_key, r.product, r.quantity, r.money, r.occurred_at, 1 AS back
  FROM return_lines r
  UNION ALL
  SELECT o.event_id, o.source, o.record_id, o.order_key, o.product, o.quantity, o.money, o.occurred_at, 0 AS back
  FROM order_lines o
) l
CROSS JOIN (SELECT 1 AS kind UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) k
WHERE CASE k.kind
    WHEN 1 THEN l.order_key IS NOT NULL AND l.money IS NOT NULL
    WHEN 2 THEN l.order_key IS NOT NULL
    WHEN 3 THEN l.money IS NOT NULL
    ELSE l.product <> '' AND l.money IS NOT NULL AND l.quantity > 0
  END
