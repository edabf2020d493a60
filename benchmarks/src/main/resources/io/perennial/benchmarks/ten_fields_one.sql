-- ten_fields_one: the ten fields of each customer at one instant
-- reads   events(record_id, event_id, occurred_at, type, amount, category)
-- writes  ten_fields(key, as_of, …)
-- cost    one window by customer in order of time, then one grouping
WITH steps AS (
  SELECT record_id, type, occurred_at, category, CAST(coalesce(amount, 0) AS DOUBLE) AS amount,
    epoch_us(occurred_at) AS micros,
    epoch_us(lag(occurred_at) OVER in_order) AS before,
    lag(coalesce(category, '')) OVER in_order AS category_before
  FROM events
  WHERE occurred_at < :as_of
  WINDOW in_order AS (PARTITION BY record_id ORDER BY occurred_at, event_id)
)
SELECT record_id AS key, :as_of AS as_of,
  count(*) FILTER (WHERE type = 'order') AS orders,
  count(*) FILTER (WHERE type = 'return') AS returns,
  sum(amount) AS spend,
  epoch_us(:as_of) - max(micros) AS recency_micros,
  epoch_us(:as_of) - min(micros) AS tenure_micros,
  count(*) FILTER (WHERE before IS NULL OR micros // 86400000000 > before // 86400000000) AS active_days,
  coalesce(max(micros - before), 0) AS longest_gap_micros,
  coalesce(sum(((micros - before) / 8.64e10) * ((micros - before) / 8.64e10)), 0e0) AS gap_squares,
  count(*) FILTER (WHERE before IS NOT NULL AND coalesce(category, '') <> category_before)
    AS category_switches,
  coalesce(sum(amount) FILTER (WHERE micros >= epoch_us(:as_of) - 7776000000000), 0e0) AS spend_90d
FROM steps
GROUP BY record_id
