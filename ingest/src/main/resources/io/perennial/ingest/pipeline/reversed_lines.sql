-- reversed_lines: lines of orders that were wholly returned in time, each with its return
-- reads   return_links(return_id, order_line_id, whole, ordered_at, returned_at)
-- reads   order_lines(event_id, source, record_id, order_id)
-- writes  reversed_lines(event_id, source, record_id, order_id, return_id, returned_at)
-- cost    a join of the returns
SELECT l.order_line_id AS event_id, o.source, o.record_id, o.order_id, l.return_id, l.returned_at
FROM return_links l
JOIN order_lines o ON o.event_id = l.order_line_id
WHERE l.whole = 1 AND f_days(l.ordered_at, l.returned_at) <= :days
