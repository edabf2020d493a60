-- kept_mentions: mentions of brands in texts that did not have to be read again, and those of texts that were
-- reads   former_mentions(event_id, record_id, occurred_at, brand, run_id)
-- reads   judged_texts(event_id, is_kept)
-- reads   new_mentions(event_id, record_id, occurred_at, brand, run_id)
-- writes  view kept_mentions(event_id, record_id, occurred_at, brand, run_id)
-- cost    a join of mentions
SELECT m.event_id, m.record_id, m.occurred_at, m.brand, m.run_id
FROM former_mentions m
JOIN judged_texts j ON j.event_id = m.event_id
WHERE j.is_kept
UNION ALL
SELECT event_id, record_id, occurred_at, brand, run_id
FROM new_mentions
