-- assigned_texts: what texts say, with the themes that were found anew where they were
-- reads   judged_texts(event_id, record_id, occurred_at, type, language, sentiment, sentiment_probability, intensity, intent, intent_probability, urgency, theme_id, text_hash, judged_by, embedding, run_id)
-- reads   found_themes(event_id, theme_id)   for all texts, or for none
-- writes  view assigned_texts(event_id, record_id, occurred_at, type, language, sentiment, sentiment_probability, intensity, intent, intent_probability, urgency, theme_id, text_hash, judged_by, embedding, run_id)
-- cost    a join of texts
SELECT
  j.event_id,
  j.record_id,
  j.occurred_at,
  j.type,
  j.language,
  j.sentiment,
  j.sentiment_probability,
  j.intensity,
  j.intent,
  j.intent_probability,
  j.urgency,
  CASE WHEN f.event_id IS NULL THEN j.theme_id ELSE f.theme_id END AS theme_id,
  j.text_hash,
  j.judged_by,
  j.embedding,
  j.run_id
FROM judged_texts j
LEFT JOIN found_themes f ON f.event_id = j.event_id
