-- last_event: until when events go, by those whose date is to be believed, and by all
-- reads   feature_said_events(occurred_at, received_at)
-- value   latest: nothing dated after it, in microseconds, is believed; ahead: nor what is dated so much after it came
-- writes  last_event(believed_at, said_at)   microseconds
-- cost    one pass over two columns
SELECT
  max(CASE
    WHEN f_micros(e.occurred_at) <= :latest
      AND coalesce(f_micros(e.occurred_at) <= f_micros(e.received_at) + :ahead, true)
    THEN f_micros(e.occurred_at)
  END) AS believed_at,
  max(f_micros(e.occurred_at)) AS said_at
FROM feature_said_events e
