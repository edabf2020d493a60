-- measured_lines: the numbers of lines of orders and returns on a scale of logarithms, without signs
-- reads   clean_events(event_id, source, type, product_id, quantity, amount, occurred_at)
-- writes  view measured_lines(event_id, source, type, product_id, quantity, price, log_quantity, log_price, occurred_at)   null where it is 0 or missing
-- cost    one pass
SELECT
  e.event_id,
  e.source,
  e.type,
  e.product_id,
  abs(e.quantity) AS quantity,
  f_ratio(abs(e.amount), coalesce(nullif(abs(e.quantity), 0e0), 1e0)) AS price,
  f_ln(abs(e.quantity)) AS log_quantity,
  f_ln(f_ratio(abs(e.amount), coalesce(nullif(abs(e.quantity), 0e0), 1e0))) AS log_price,
  e.occurred_at
FROM clean_events e
WHERE e.type IN ('order', 'return')
