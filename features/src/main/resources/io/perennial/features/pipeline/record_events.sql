-- record_events: what customers did, where each is one record
-- reads   feature_told_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties, intensity, urgency, sentiment, intent, theme_id)
-- writes  view customer_events(customer_id, occurred_at, event_id, received_at, type, kind, order_key, product_key, session_key, amount, quantity, discount, cost, score, source, channel, category, brand, campaign, payment, device, product, order_id, session_id, properties, ticket_key, intensity, urgency, sentiment, intent, theme_key)   kind: 1 order, 2 return, 3 end of a reversed order, 0 other; type: by EventCodes; keys: hashes; texts with few values as they are
-- cost    nothing: events lie by record, and are read in place; only columns that are read are computed
SELECT
  e.record_id AS customer_id,
  e.occurred_at,
  e.event_id,
  e.received_at,
  -- the number of the type by EventCodes, frequent ones first
  CAST(CASE e.type
    WHEN 'page_view' THEN 2 WHEN 'product_view' THEN 3 WHEN 'order' THEN 0 WHEN 'email_sent' THEN 7
    WHEN 'search' THEN 4 WHEN 'cart' THEN 5 WHEN 'email_open' THEN 8 WHEN 'ad_impression' THEN 11
    WHEN 'device_reading' THEN 18 WHEN 'return' THEN 1 WHEN 'sign_up' THEN 6
    WHEN 'email_click' THEN 9 WHEN 'email_unsubscribe' THEN 10 WHEN 'ad_click' THEN 12
    WHEN 'ticket_opened' THEN 13 WHEN 'ticket_closed' THEN 14 WHEN 'review' THEN 15
    WHEN 'survey' THEN 16 WHEN 'social_post' THEN 17 WHEN 'subscription_start' THEN 19
    WHEN 'subscription_renew' THEN 20 WHEN 'subscription_cancel' THEN 21 WHEN 'store_visit' THEN 22
    WHEN 'decision' THEN 23 WHEN 'exposure' THEN 24 WHEN 'conversion' THEN 25
    WHEN 'consent_change' THEN 26
    WHEN 'reversal' THEN 1 END AS BIGINT) AS type,
  CAST(CASE e.type WHEN 'order' THEN 1 WHEN 'return' THEN 2 WHEN 'reversal' THEN 3 ELSE 0 END AS BIGINT) AS kind,
  CASE WHEN e.order_id IS NOT NULL THEN f_id(e.order_id) END AS order_key,
  CASE WHEN e.product_id IS NOT NULL THEN f_id(e.product_id) END AS product_key,
  CASE WHEN e.session_id IS NOT NULL THEN f_id(e.session_id) END AS session_key,
  CAST(e.amount AS DOUBLE) AS amount,
  e.quantity,
  CAST(e.discount AS DOUBLE) AS discount,
  CAST(e.cost AS DOUBLE) AS cost,
  e.score,
  e.source,
  e.channel,
  e.category,
  e.brand,
  e.campaign_id AS campaign,
  CASE WHEN e.properties IS NOT NULL THEN f_first_of('[' || e.properties || ']', 'payment_method') END AS payment,
  CASE WHEN e.properties IS NOT NULL THEN f_first_of('[' || e.properties || ']', 'device') END AS device,
  e.product_id AS product,
  e.order_id,
  e.session_id,
  e.properties,
  CASE
    WHEN e.type IN ('ticket_opened', 'ticket_closed') AND f_first_of('[' || e.properties || ']', 'ticket') IS NOT NULL
    THEN f_id(f_first_of('[' || e.properties || ']', 'ticket'))
  END AS ticket_key,
  e.intensity,
  e.urgency,
  e.sentiment,
  e.intent,
  e.theme_id AS theme_key
FROM feature_told_events e
