-- open_listed: open rows of quarantine of some sources and reasons
-- reads   open_rows(source, file, line, field, value, reason, advice, seen_at)
-- writes  view open_listed(source, file, line, field, value, reason, advice, seen_at)
SELECT q.source, q.file, q.line, q.field, q.value, q.reason, q.advice, q.seen_at
FROM open_rows q
WHERE q.source IN :sources AND q.reason IN :reasons
