-- flag_zero_prices: flags of the rule zero-price: lines of orders with a quantity that cost nothing
-- reads   clean_events(event_id, type, quantity, amount, occurred_at)
-- writes  view flag_zero_prices(event_id, rule, related_event_id, detail, known_at)
-- cost    one pass
SELECT
  e.event_id,
  'zero-price' AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  'costs nothing' AS detail,
  e.occurred_at AS known_at
FROM clean_events e
WHERE e.type = 'order' AND e.quantity > 0e0 AND e.amount = 0
