-- open_listed: open rows of quarantine of some groups
-- reads   open_rows(source, file, line, field, value, reason, advice, seen_at)
-- reads   asked_groups(source, reason, field)
-- writes  view open_listed(source, file, line, field, value, reason, advice, seen_at)
SELECT q.source, q.file, q.line, q.field, q.value, q.reason, q.advice, q.seen_at
FROM open_rows q
JOIN asked_groups a
  ON a.source = q.source AND a.reason = coalesce(q.reason, '') AND a.field = coalesce(q.field, '')
