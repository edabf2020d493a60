-- flag_reversed: flags of the rule reversed: orders of which every product came back in time, and those returns
-- reads   clean_events(event_id, source, record_id, type, order_id)
-- reads   reversed_lines(event_id, source, record_id, order_id, return_id, returned_at)
-- reads   special_lines(event_id)
-- writes  flag_reversed(event_id, rule, related_event_id, detail, known_at)   known when the last of it came back
-- cost    one pass over the orders, joined with the few that came back
SELECT
  CASE p.side WHEN 0 THEN w.event_id ELSE w.return_id END AS event_id,
  'reversed' AS rule,
  CASE p.side WHEN 0 THEN w.return_id ELSE w.event_id END AS related_event_id,
  CASE p.side WHEN 0 THEN 'an order that wholly came back' ELSE 'the return of a whole order' END AS detail,
  w.known_at
FROM (
  SELECT l.event_id, l.return_id, a.known_at
  FROM reversed_lines l
  JOIN (
    SELECT b.source, b.record_id, b.order_id, count(*) AS lines, max(b.returned_at) AS known_at
    FROM reversed_lines b
    WHERE b.order_id IS NOT NULL
    GROUP BY b.source, b.record_id, b.order_id
  ) a ON a.source = l.source AND a.record_id = l.record_id AND a.order_id = l.order_id
  JOIN (
    SELECT e.source, e.record_id, e.order_id, count(*) AS lines
    FROM clean_events e
    JOIN (
      SELECT DISTINCT i.source, i.record_id, i.order_id
      FROM reversed_lines i
      WHERE i.order_id IS NOT NULL
    ) o ON o.source = e.source AND o.record_id = e.record_id AND o.order_id = e.order_id
    LEFT JOIN special_lines s ON s.event_id = e.event_id
    LEFT JOIN reversed_lines r ON r.event_id = e.event_id
    WHERE e.type = 'order'
      AND (s.event_id IS NULL OR r.event_id IS NOT NULL)
    GROUP BY e.source, e.record_id, e.order_id
  ) c ON c.source = l.source AND c.record_id = l.record_id AND c.order_id = l.order_id
  WHERE c.lines = a.lines
  UNION ALL
  SELECT l.event_id, l.return_id, l.returned_at AS known_at
  FROM reversed_lines l
  WHERE l.order_id IS NULL
) w
CROSS JOIN (SELECT 0 AS side UNION ALL SELECT 1) p
