-- order_lines: the lines of orders that a return could be of: of its order, or its record and product
-- reads   clean_events(event_id, source, record_id, type, order_id, product_id, quantity, amount, original_amount, occurred_at)
-- reads   return_lines(source, record_id, order_id, order_key, product)
-- writes  order_lines(event_id, source, record_id, order_id, order_key, product, quantity, money, occurred_at)
-- cost    one pass, two semi-joins with what was returned
SELECT o.*
FROM (
  SELECT
    e.event_id,
    e.source,
    e.record_id,
    e.order_id,
    coalesce(nullif(regexp_replace(e.order_id, '^[A-Za-z]+[-_#]*', ''), ''), e.order_id) AS order_key,
    coalesce(e.product_id, '') AS product,
    coalesce(abs(e.quantity), 0e0) AS quantity,
    abs(coalesce(e.original_amount, e.amount)) AS money,
    e.occurred_at
  FROM clean_events e
  WHERE e.type = 'order'
    AND (
      e.record_id IN (SELECT r.record_id FROM return_lines r)
      OR e.order_id IN (SELECT r.order_key FROM return_lines r WHERE r.order_key IS NOT NULL)
      OR e.order_id IN (SELECT r.order_id FROM return_lines r WHERE r.order_id IS NOT NULL)
    )
) o
WHERE EXISTS (
    SELECT 1 FROM return_lines r WHERE r.record_id = o.record_id AND r.product = o.product
  )
  OR EXISTS (
    SELECT 1 FROM return_lines k WHERE k.source = o.source AND k.order_key = o.order_key
  )
