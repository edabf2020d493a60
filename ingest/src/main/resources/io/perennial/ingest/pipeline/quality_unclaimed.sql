-- quality_unclaimed: events a day of whose record nothing is claimed
-- reads   quality_event(source, day, record_id)
-- reads   quality_claims(record_id, attribute)     the key alone says nothing
-- writes  quality_stranger(source, day, events)
-- cost    a join with the records of claims
SELECT e.source, e.day, count(*) AS events
FROM quality_event e
LEFT JOIN (SELECT DISTINCT c.record_id FROM quality_claims c WHERE c.attribute <> 'key') k ON k.record_id = e.record_id
WHERE k.record_id IS NULL
GROUP BY e.source, e.day
