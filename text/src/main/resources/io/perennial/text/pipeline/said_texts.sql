-- said_texts: every event with a text, with what its writer is called and what was made of the text before
-- reads   text_events(event_id, record_id, occurred_at, type, text)
-- reads   text_names(record_id, names)
-- reads   former_texts(event_id, language, sentiment, sentiment_probability, intensity, intent, intent_probability, urgency, theme_id, text_hash, judged_by, embedding, run_id)
-- writes  view said_texts(event_id, record_id, occurred_at, type, text, names, language, sentiment, sentiment_probability, intensity, intent, intent_probability, urgency, theme_id, text_hash, judged_by, embedding, run_id)   null from language on: not read before
-- cost    two joins, of the events that have a text
SELECT
  e.event_id,
  e.record_id,
  e.occurred_at,
  e.type,
  e.text,
  n.names,
  f.language,
  f.sentiment,
  f.sentiment_probability,
  f.intensity,
  f.intent,
  f.intent_probability,
  f.urgency,
  f.theme_id,
  f.text_hash,
  f.judged_by,
  f.embedding,
  f.run_id
FROM text_events e
LEFT JOIN text_names n ON n.record_id = e.record_id
LEFT JOIN former_texts f ON f.event_id = e.event_id
WHERE e.text IS NOT NULL AND e.text <> ''
