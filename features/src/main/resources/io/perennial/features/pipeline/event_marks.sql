-- event_marks: what cleaning knew of an event when it happened: that it does not count, that it is the end of a reversed order, of which order it is a return
-- reads   feature_flags(event_id, rule, related_event_id, occurred_at, known_at)
-- reads   feature_said_events(event_id, order_id)
-- writes  event_marks(event_id, is_out, is_reversal, order_id)   what became known later is not among it: nothing looks ahead
-- cost    one pass over order ids, joined with the flags
SELECT
  f.event_id,
  max(CASE
    WHEN f.rule IN ('test', 'bot', 'repeated', 'repeated-elsewhere') AND f.known_at <= f.occurred_at THEN 1
    WHEN f.rule IN ('return-linked', 'reversed') AND x.event_id IS NOT NULL AND f.known_at <= f.occurred_at THEN 1
    ELSE 0
  END) AS is_out,
  max(CASE WHEN f.rule = 'reversed' AND f.known_at <= f.occurred_at THEN 1 ELSE 0 END) AS is_reversal,
  max(CASE WHEN f.rule IN ('return-linked', 'reversed') THEN o.order_id END) AS order_id
FROM feature_flags f
LEFT JOIN feature_said_events o ON o.event_id = f.related_event_id
LEFT JOIN (
  SELECT DISTINCT l.event_id
  FROM feature_flags l
  WHERE l.rule IN ('test', 'bot', 'repeated', 'repeated-elsewhere') AND l.known_at <= l.occurred_at
) x ON x.event_id = f.related_event_id
WHERE f.rule IN ('test', 'bot', 'repeated', 'repeated-elsewhere', 'reversed', 'return-linked')
GROUP BY f.event_id
