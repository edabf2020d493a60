-- post_replies: how often one account answers another, by a post or by the account's name; a post before an account
-- reads   posts(record_id, post_id, author, reply_to)
-- reads   post_accounts(account, record_id)
-- writes  post_replies(source, target, replies)   of very many pairs those with most replies
-- cost    two joins of posts
WITH named AS (
  SELECT n.name, min(n.account) AS account, n.kind
  FROM (
    SELECT p.post_id AS name, a.account, 0 AS kind
    FROM posts p
    JOIN post_accounts a ON a.record_id = p.record_id
    UNION ALL
    SELECT p.author AS name, a.account, 1 AS kind
    FROM posts p
    JOIN post_accounts a ON a.record_id = p.record_id
  ) n
  GROUP BY n.name, n.kind
),
-- of two records with one account's name the smaller
targets AS (
  SELECT f.name, f.account
  FROM (
    SELECT d.name, d.account, row_number() OVER (PARTITION BY d.name ORDER BY d.kind) AS nth
    FROM named d
  ) f
  WHERE f.nth = 1
)
SELECT r.source, r.target, r.replies
FROM (
  SELECT
    g.source,
    g.target,
    g.replies,
    row_number() OVER (ORDER BY g.replies DESC, g.source, g.target) AS nth
  FROM (
    SELECT a.account AS source, t.account AS target, count(*) AS replies
    FROM posts p
    JOIN post_accounts a ON a.record_id = p.record_id
    JOIN targets t ON t.name = p.reply_to
    WHERE a.account <> t.account
    GROUP BY a.account, t.account
  ) g
) r
WHERE r.nth <= :most
