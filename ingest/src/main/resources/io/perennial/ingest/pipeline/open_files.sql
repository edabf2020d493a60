-- open_files: how many open rows of quarantine each file has
-- reads   open_rows(source, file)
-- writes  open_files(source, file, n)
SELECT q.source, q.file, count(*) AS n
FROM open_rows q
GROUP BY q.source, q.file
