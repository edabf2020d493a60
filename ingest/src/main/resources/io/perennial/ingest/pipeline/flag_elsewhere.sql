-- flag_elsewhere: flags of the rule repeated-elsewhere, a row for each event of an order that another system has too
-- reads   clean_events(event_id, source, record_id, type, order_id, occurred_at)
-- reads   repeated_elsewhere(source, record_id, order_id, related_event_id, detail)
-- writes  view flag_elsewhere(event_id, rule, related_event_id, detail, known_at)
-- cost    one pass, a join with few orders
SELECT
  e.event_id,
  'repeated-elsewhere' AS rule,
  r.related_event_id,
  r.detail,
  e.occurred_at AS known_at
FROM clean_events e
JOIN repeated_elsewhere r
  ON r.record_id = e.record_id AND r.order_id = e.order_id AND r.source = e.source
WHERE e.type = 'order'
