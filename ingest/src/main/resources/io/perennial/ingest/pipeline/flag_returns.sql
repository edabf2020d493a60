-- flag_returns: flags of the rules return-linked and return-unlinked
-- reads   return_lines(event_id, occurred_at)
-- reads   return_links(return_id, order_line_id, kind, whole)
-- writes  view flag_returns(event_id, rule, related_event_id, detail, known_at)
-- cost    a join of the returns
SELECT
  r.event_id,
  CASE WHEN l.return_id IS NULL THEN 'return-unlinked' ELSE 'return-linked' END AS rule,
  l.order_line_id AS related_event_id,
  CASE l.kind
    WHEN 1 THEN 'its order names it'
    WHEN 2 THEN 'a part of the order that it names'
    WHEN 3 THEN 'the same product, quantity and price before it'
    WHEN 4 THEN 'a part of the same product at the same price before it'
    WHEN 5 THEN 'its order names it, of another customer'
    WHEN 6 THEN 'a part of the order that it names, of another customer'
    ELSE 'no order before it that it could be of'
  END AS detail,
  r.occurred_at AS known_at
FROM return_lines r
LEFT JOIN return_links l ON l.return_id = r.event_id
