-- repeated_elsewhere: orders that another system has under a number of its own: the same e-mail and money, minutes apart
-- reads   order_totals(source, record_id, order_id, occurred_at, amount, event_id)
-- reads   record_emails(record_id, email)
-- writes  repeated_elsewhere(source, record_id, order_id, related_event_id, detail)   the later of two
-- cost    a join of the orders with the e-mails, a sort of those that have one
SELECT w.source, w.record_id, w.order_id, min(w.before_id) AS related_event_id, min('as ' || w.before_order || ' in ' || w.before_source) AS detail
FROM (
  SELECT
    t.source, t.record_id, t.order_id, t.occurred_at,
    lag(t.event_id) OVER (PARTITION BY m.email, t.amount ORDER BY t.occurred_at, t.event_id) AS before_id,
    lag(t.source) OVER (PARTITION BY m.email, t.amount ORDER BY t.occurred_at, t.event_id) AS before_source,
    lag(t.order_id) OVER (PARTITION BY m.email, t.amount ORDER BY t.occurred_at, t.event_id) AS before_order,
    lag(t.occurred_at) OVER (PARTITION BY m.email, t.amount ORDER BY t.occurred_at, t.event_id) AS before_at
  FROM order_totals t
  JOIN record_emails m ON m.record_id = t.record_id
  WHERE t.amount <> 0
) w
WHERE w.before_source <> w.source
  AND w.before_order <> w.order_id
  AND f_days(w.before_at, w.occurred_at) * 86400e0 BETWEEN 1e-6 AND :seconds
GROUP BY w.source, w.record_id, w.order_id
