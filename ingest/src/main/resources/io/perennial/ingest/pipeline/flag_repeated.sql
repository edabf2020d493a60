-- flag_repeated: flags of the rule repeated, a row for each event of an order that is another told again
-- reads   clean_events(event_id, source, record_id, type, order_id, occurred_at)
-- reads   repeated_orders(source, record_id, order_id, related_event_id, detail)
-- writes  view flag_repeated(event_id, rule, related_event_id, detail, known_at)
-- cost    one pass, a join with few orders
SELECT
  e.event_id,
  'repeated' AS rule,
  r.related_event_id,
  r.detail,
  e.occurred_at AS known_at
FROM clean_events e
JOIN repeated_orders r
  ON r.record_id = e.record_id AND r.order_id = e.order_id AND r.source = e.source
WHERE e.type = 'order'
