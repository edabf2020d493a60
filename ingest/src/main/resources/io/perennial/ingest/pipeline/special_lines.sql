-- special_lines: lines of orders and returns that are no products, each with what it is
-- reads   clean_events(event_id, source, type, product_id, occurred_at)
-- reads   special_products(source, product_id, kind, known_at)
-- writes  special_lines(event_id, rule, product_id, known_at)   rule: test, charge, adjustment; known_at: of the event, or when the product was first described so
-- cost    one pass, a join with few products
SELECT
  e.event_id,
  p.kind AS rule,
  e.product_id,
  CASE WHEN p.known_at > e.occurred_at THEN p.known_at ELSE e.occurred_at END AS known_at
FROM clean_events e
JOIN special_products p ON p.source = e.source AND p.product_id = e.product_id
WHERE e.type IN ('order', 'return')
