-- quality_batches: which source a batch came from
-- reads   quality_files(source, batch_id)
-- writes  quality_batch(batch_id, source)
SELECT f.batch_id, min(f.source) AS source
FROM quality_files f
GROUP BY f.batch_id
