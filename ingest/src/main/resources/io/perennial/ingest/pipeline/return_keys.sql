-- return_keys: lines of orders and returns under the keys by which they are matched, the most telling first
-- reads   return_lines(event_id, source, record_id, order_key, product, quantity, money, occurred_at)
-- reads   order_lines(event_id, source, record_id, order_key, product, quantity, money, occurred_at)
-- reads   return_sources(source)
-- writes  return_keys(kind, match_key, event_id, back, occurred_at)   kind 1: record, order, product, quantity, money; 2: record, order, product; 3: record, product, quantity, money; 4: record, product, price of one; 5 and 6 as 1 and 2 without the record; back: 0 order, 1 return
-- cost    at most six rows a line
--
-- An order number is trusted alone only in sources whose returns are known to name their orders,
-- and only for records that bought nothing that came back, such as guests. There a return that names an order which
-- is not known is of that one, and not of what else was bought.
SELECT
  k.kind,
  CASE k.kind
    WHEN 1 THEN concat_ws(chr(31), l.source, CAST(l.record_id AS STRING), l.order_key, l.product, CAST(l.quantity AS STRING), CAST(l.money AS STRING))
    WHEN 2 THEN concat_ws(chr(31), l.source, CAST(l.record_id AS STRING), l.order_key, l.product)
    WHEN 3 THEN concat_ws(chr(31), CAST(l.record_id AS STRING), l.product, CAST(l.quantity AS STRING), CAST(l.money AS STRING))
    WHEN 4 THEN concat_ws(chr(31), CAST(l.record_id AS STRING), l.product, CAST(f_decimal(f_ratio(l.money, l.quantity)) AS STRING))
    WHEN 5 THEN concat_ws(chr(31), l.source, l.order_key, l.product, CAST(l.quantity AS STRING), CAST(l.money AS STRING))
    ELSE concat_ws(chr(31), l.source, l.order_key, l.product)
  END AS match_key,
  l.event_id,
  l.back,
  l.occurred_at
FROM (
  SELECT
    r.event_id, r.source, r.record_id, r.order_key, r.product, r.quantity, r.money, r.occurred_at,
    1 AS back, n.source IS NOT NULL AS names, b.record_id IS NULL AS bought_nothing
  FROM return_lines r
  LEFT JOIN return_sources n ON n.source = r.source
  LEFT JOIN (SELECT DISTINCT o.record_id FROM order_lines o) b ON b.record_id = r.record_id
  UNION ALL
  SELECT
    o.event_id, o.source, o.record_id, o.order_key, o.product, o.quantity, o.money, o.occurred_at,
    0 AS back, n.source IS NOT NULL AS names, true AS bought_nothing
  FROM order_lines o
  LEFT JOIN return_sources n ON n.source = o.source
) l
CROSS JOIN (
  SELECT 1 AS kind UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
) k
WHERE CASE k.kind
    WHEN 1 THEN l.order_key IS NOT NULL AND l.money IS NOT NULL
    WHEN 2 THEN l.order_key IS NOT NULL
    WHEN 3 THEN l.money IS NOT NULL AND (l.back = 0 OR l.order_key IS NULL OR NOT l.names)
    WHEN 4 THEN l.product <> '' AND l.money IS NOT NULL AND l.quantity > 0
      AND (l.back = 0 OR l.order_key IS NULL OR NOT l.names)
    WHEN 5 THEN l.order_key IS NOT NULL AND l.money IS NOT NULL AND l.names AND l.bought_nothing
    ELSE l.order_key IS NOT NULL AND l.names AND l.bought_nothing
  END
