-- candidate_pairs: the pairs of rows worth comparing, each once, and the first rule that finds it
-- reads   block_rows(rule_no, block_no, row_no)
-- writes  view candidate_pairs(row_a, row_b, rule_no)   row_a < row_b
-- cost    n(n-1)/2 per block, and a hash of the distinct pairs
SELECT
  a.row_no AS row_a,
  b.row_no AS row_b,
  min(a.rule_no) AS rule_no
FROM block_rows a
JOIN block_rows b ON b.block_no = a.block_no AND a.row_no < b.row_no
GROUP BY a.row_no, b.row_no
