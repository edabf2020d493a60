-- linked_records: the records that share a value with another, and when each came
-- reads   dated_records(record_id, since, first_seen_then)
-- reads   record_links(record_id)
-- writes  linked_records(record_id, since, first_seen_then)
-- cost    a join on record
SELECT
  d.record_id,
  d.since,
  d.first_seen_then
FROM dated_records d
JOIN (SELECT DISTINCT r.record_id FROM record_links r) linked ON linked.record_id = d.record_id
