-- ten_fields_many: the ten fields of each customer at many instants
-- reads   events(record_id, event_id, occurred_at, type, amount, category)
-- writes  ten_fields(key, as_of, …)
-- cost    one window by customer in order of time, then a grouping of each event at each instant
--         after it
WITH steps AS MATERIALIZED (
  SELECT record_id, CAST(coalesce(amount, 0) AS DOUBLE) AS amount,
    epoch_us(occurred_at) AS micros,
    type = 'order' AS is_order,
    type = 'return' AS is_return,
    micros - epoch_us(lag(occurred_at) OVER in_order) AS gap,
    (gap / 8.64e10) * (gap / 8.64e10) AS gap_square,
    gap IS NULL OR micros // 86400000000 > (micros - gap) // 86400000000 AS new_day,
    gap IS NOT NULL AND coalesce(category, '') <> lag(coalesce(category, '')) OVER in_order
      AS switched
  FROM events
  WHERE occurred_at < :last
  WINDOW in_order AS (PARTITION BY record_id ORDER BY occurred_at, event_id)
),
instants AS (
  SELECT unnest(list_value :as_ofs) AS as_of, epoch_us(as_of) AS instant
)
SELECT record_id AS key, as_of,
  count(*) FILTER (WHERE is_order) AS orders,
  count(*) FILTER (WHERE is_return) AS returns,
  sum(amount) AS spend,
  max(instant) - max(micros) AS recency_micros,
  max(instant) - min(micros) AS tenure_micros,
  count(*) FILTER (WHERE new_day) AS active_days,
  coalesce(max(gap), 0) AS longest_gap_micros,
  coalesce(sum(gap_square), 0e0) AS gap_squares,
  count(*) FILTER (WHERE switched) AS category_switches,
  coalesce(sum(amount) FILTER (WHERE micros >= instant - 7776000000000), 0e0) AS spend_90d
FROM steps JOIN instants ON micros < instant
GROUP BY record_id, as_of
