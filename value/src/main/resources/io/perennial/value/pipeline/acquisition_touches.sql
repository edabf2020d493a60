-- acquisition_touches: by what each customer was won: channel and source of the first purchase, the campaign that came last in the 90 days till then
-- reads   customer_events(customer_id, occurred_at, kind, source, channel, campaign)
-- reads   first_purchases(customer_id, first_at)
-- writes  acquisition_touches(customer_id, channel, source, campaign)   null where nothing is said
-- cost    a join of events with customers, and a sort of those till the first purchase
SELECT
  t.customer_id,
  min(CASE WHEN t.kind = 1 AND t.occurred_at = t.first_at THEN t.channel END) AS channel,
  min(CASE WHEN t.kind = 1 AND t.occurred_at = t.first_at THEN t.source END) AS source,
  min(CASE WHEN t.occurred_at = t.touched_at THEN t.campaign END) AS campaign
FROM (
  SELECT
    f.customer_id,
    f.first_at,
    e.occurred_at,
    e.kind,
    e.channel,
    e.source,
    e.campaign,
    max(CASE WHEN e.campaign IS NOT NULL THEN e.occurred_at END) OVER (PARTITION BY f.customer_id) AS touched_at
  FROM first_purchases f
  JOIN customer_events e ON e.customer_id = f.customer_id
  WHERE e.occurred_at <= f.first_at AND f_days(e.occurred_at, f.first_at) <= 90
) t
GROUP BY t.customer_id
