-- attribution_touches: what may have led customers to a purchase, and their purchases
-- reads   customer_events(customer_id, occurred_at, event_id, type, kind, channel, campaign, order_key, amount)
-- reads   attribution_decisions(decision_id, customer_id, as_of, action, channel, decided_at)
-- writes  view attribution_touches(customer_id, at, event_id, channel, campaign, order_key, money)   a touch has a channel, a purchase has money; an order that names its campaign is both
-- cost    a pass over the types of events that count, when read; types 8, 9: mails opened and clicked, 11, 12: advertisements seen and clicked, 24: exposures, 2 to 5 and 22: visits, which count with a campaign
SELECT
  t.customer_id,
  t.at,
  t.event_id,
  t.channel,
  CASE WHEN t.channel IS NOT NULL THEN coalesce(t.campaign, t.channel || ', no campaign') END AS campaign,
  t.order_key,
  t.money
FROM (
  SELECT
    c.customer_id,
    f_micros(c.occurred_at) AS at,
    c.event_id,
    CASE
      WHEN c.kind = 1 AND c.campaign IS NULL THEN NULL
      WHEN c.type IN (8, 9) THEN 'email'
      WHEN c.type IN (11, 12) THEN CASE WHEN coalesce(c.channel, 'web') IN ('web', 'other') THEN 'ads' ELSE 'ads, ' || c.channel END
      ELSE coalesce(c.channel, 'web')
    END AS channel,
    c.campaign,
    CASE WHEN c.kind = 1 THEN c.order_key END AS order_key,
    CASE WHEN c.kind = 1 THEN coalesce(c.amount, 0e0) END AS money
  FROM customer_events c
  WHERE f_micros(c.occurred_at) < :as_of
    AND (c.kind = 1 OR c.type IN (8, 9, 11, 12, 24) OR (c.type IN (2, 3, 4, 5, 22) AND c.campaign IS NOT NULL))
  UNION ALL
  SELECT
    d.customer_id,
    f_micros(d.decided_at) AS at,
    d.decision_id AS event_id,
    d.channel,
    d.action AS campaign,
    CAST(NULL AS BIGINT) AS order_key,
    CAST(NULL AS DOUBLE) AS money
  FROM attribution_decisions d
  WHERE d.channel IS NOT NULL
    AND f_micros(d.decided_at) < :as_of
    AND f_days(d.as_of, d.decided_at) < :days_in_time
) t
