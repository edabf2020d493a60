-- customer_texts: what the texts of customers say, the newest first; not the texts
-- reads   texts(event_id, record_id, occurred_at, type, language, sentiment, intensity, intent, urgency, theme_id)
-- reads   themes(theme_id, name)
-- reads   links(record_id, customer_id)
-- writes  view customer_texts(customer_id, occurred_at, type, language, sentiment, intensity, intent, urgency, theme)   of all customers if :every, else of the records :records
-- cost    a join and a sort of all texts, or of those of some records
SELECT
  coalesce(l.customer_id, t.record_id) AS customer_id,
  t.occurred_at,
  t.type,
  t.language,
  t.sentiment,
  t.intensity,
  t.intent,
  t.urgency,
  h.name AS theme
FROM texts t
LEFT JOIN links l ON l.record_id = t.record_id
LEFT JOIN themes h ON h.theme_id = t.theme_id
WHERE :every OR t.record_id IN :records
ORDER BY coalesce(l.customer_id, t.record_id), t.occurred_at DESC, t.event_id
