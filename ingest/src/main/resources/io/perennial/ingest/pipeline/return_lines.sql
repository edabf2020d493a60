-- return_lines: what was returned, by what can tell of which order it was
-- reads   clean_events(event_id, source, record_id, type, order_id, product_id, quantity, amount, original_amount, occurred_at)
-- writes  return_lines(event_id, source, record_id, order_id, order_key, product, quantity, money, occurred_at)   order_key: without letters in front; amounts as they were said, without signs
-- cost    one pass
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
WHERE e.type = 'return'
