-- quality_daily: how many events a source has a day, how many have each field, first and last
-- reads   quality_event(source, day, occurred_at, …)
-- writes  quality_days(source, day, events, channel, …, first_at, last_at)
-- cost    one grouped pass
SELECT
  e.source,
  e.day,
  count(*) AS events,
  count(e.channel) AS channel,
  count(e.session_id) AS session_id,
  count(e.order_id) AS order_id,
  count(e.product_id) AS product_id,
  count(e.category) AS category,
  count(e.brand) AS brand,
  count(e.quantity) AS quantity,
  count(e.amount) AS amount,
  count(e.currency) AS currency,
  count(e.discount) AS discount,
  count(e.cost) AS cost,
  count(e.campaign_id) AS campaign_id,
  count(e.text) AS text,
  count(e.score) AS score,
  f_micros(min(e.occurred_at)) AS first_at,
  f_micros(max(e.occurred_at)) AS last_at
FROM quality_event e
GROUP BY e.source, e.day
