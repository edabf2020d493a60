-- repeated_lines: flags of the rule repeated for single events: the same thing of the same record a moment later
-- reads   clean_events(event_id, source, record_id, type, order_id, product_id, quantity, amount, score, text, occurred_at)
-- writes  repeated_lines(event_id, rule, related_event_id, detail, known_at)   days, whose events are at one instant, have none
-- cost    a hash of the purchases, and a sort of those that are alike
SELECT
  w.event_id,
  'repeated' AS rule,
  w.before_id AS related_event_id,
  'the same a moment before' AS detail,
  w.occurred_at AS known_at
FROM (
  SELECT
    e.event_id,
    e.occurred_at,
    lag(e.event_id) OVER (
      PARTITION BY e.source, e.record_id, e.type, e.order_id, e.product_id, e.quantity, e.amount, e.score, e.text
      ORDER BY e.occurred_at, e.event_id) AS before_id,
    lag(e.occurred_at) OVER (
      PARTITION BY e.source, e.record_id, e.type, e.order_id, e.product_id, e.quantity, e.amount, e.score, e.text
      ORDER BY e.occurred_at, e.event_id) AS before_at
  FROM clean_events e
  JOIN (
    SELECT a.record_id, a.type, a.order_id, a.product_id
    FROM clean_events a
    WHERE a.type IN ('order', 'return', 'sign_up', 'ticket_opened', 'review', 'survey', 'subscription_start')
    GROUP BY a.record_id, a.type, a.order_id, a.product_id
    HAVING count(*) > 1 AND min(a.occurred_at) < max(a.occurred_at)
  ) t ON t.record_id = e.record_id AND t.type = e.type
    AND coalesce(t.order_id, '') = coalesce(e.order_id, '')
    AND coalesce(t.product_id, '') = coalesce(e.product_id, '')
) w
WHERE f_days(w.before_at, w.occurred_at) * 86400e0 BETWEEN 1e-6 AND :seconds
