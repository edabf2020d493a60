-- contact_hours: hour by hour what customers did and how they answered when they were addressed, a year back
-- reads   customer_events(customer_id, occurred_at, type, channel)
-- writes  view contact_hours(customer_id, hour, channel, active, sent, answered)   hour: since 1970, UTC; channel: where they were addressed, null elsewhere; active: 1 where they did something by themselves
-- cost    a pass over events from :from to :as_of
SELECT
  c.customer_id,
  CAST(floor(f_micros(c.occurred_at) / 3600000000.0) AS BIGINT) AS hour,
  CASE WHEN c.type IN (7, 8, 9) THEN 'email' WHEN c.type IN (24, 25) THEN c.channel END AS channel,
  CAST(max(CASE WHEN c.type IN (0, 2, 3, 4, 5, 8, 9, 22, 25) THEN 1 ELSE 0 END) AS BIGINT) AS active,
  CAST(sum(CASE WHEN c.type IN (7, 24) THEN 1 ELSE 0 END) AS BIGINT) AS sent,
  CAST(max(CASE WHEN c.type IN (8, 9, 25) THEN 1 ELSE 0 END) AS BIGINT) AS answered
FROM customer_events c
WHERE c.type IN (0, 2, 3, 4, 5, 7, 8, 9, 22, 24, 25)
  AND f_micros(c.occurred_at) >= :from AND f_micros(c.occurred_at) < :as_of
GROUP BY
  c.customer_id,
  CAST(floor(f_micros(c.occurred_at) / 3600000000.0) AS BIGINT),
  CASE WHEN c.type IN (7, 8, 9) THEN 'email' WHEN c.type IN (24, 25) THEN c.channel END
