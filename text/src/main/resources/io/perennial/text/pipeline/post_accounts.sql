-- post_accounts: those who post, numbered; of very many those who are followed most
-- reads   posts(record_id, followers)
-- writes  post_accounts(account, record_id, posts, followers)   account: from 0, by record
-- cost    a hash of records
SELECT
  CAST(row_number() OVER (ORDER BY a.record_id) - 1 AS BIGINT) AS account,
  a.record_id,
  a.posts,
  a.followers
FROM (
  SELECT
    p.record_id,
    count(*) AS posts,
    max(p.followers) AS followers,
    row_number() OVER (ORDER BY max(p.followers) DESC, count(*) DESC, p.record_id) AS nth
  FROM posts p
  GROUP BY p.record_id
) a
WHERE a.nth <= :most
