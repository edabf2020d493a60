-- known_records: which records the lake knows anything about
-- reads   looked_up_events(record_id)
-- reads   looked_up_claims(record_id)
-- reads   looked_up_quarantine(record_id)
-- writes  view known_records(record_id)
-- cost    the records' events, claims and rows in quarantine
SELECT record_id FROM looked_up_events
UNION
SELECT record_id FROM looked_up_claims
UNION
SELECT record_id FROM looked_up_quarantine
ORDER BY record_id NULLS LAST
