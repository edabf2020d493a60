// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.ingest.CleanRule;
import java.util.ArrayList;
import java.util.List;

/** What came in, and why some of it could not be taken. */
final class DataSection {

  private final ReportQueries queries;

  DataSection(ReportQueries queries) {
    this.queries = queries;
  }

  List<Block> blocks() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT source, count(DISTINCT file) AS files, CAST(sum(rows_read) AS BIGINT) AS a,"
            + " CAST(sum(rows_kept) AS BIGINT) AS b, CAST(sum(rows_duplicate) AS BIGINT) AS c,"
            + " CAST(sum(rows_quarantined) AS BIGINT) AS d, CAST(sum(rows_erased) AS BIGINT) AS e,"
            + " CAST(sum(coalesce(rows_left_out, 0)) AS BIGINT) AS f"
            + " FROM file_states GROUP BY source ORDER BY source",
        (batch, i) -> {
          List<String> row = new ArrayList<>(List.of(batch.texts(0)[i]));
          for (int c = 1; c <= 7; c++) {
            row.add(Amount.whole((double) batch.longs(c)[i]));
          }
          rows.add(row);
        });
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            "Every row that was read is accounted for: kept, a duplicate, in quarantine with a"
                + " reason, of a customer who asked to be forgotten, or left out as the source's"
                + " settings say. A file that was read several times counts once, as it is now."));
    blocks.add(
        new Block.Rows(
            "Rows by source",
            new DataTable(
                List.of(
                    "Source",
                    "Files",
                    "Read",
                    "Kept",
                    "Duplicate",
                    "Quarantined",
                    "Erased",
                    "Left out"),
                rows)));
    List<List<String>> reasons = new ArrayList<>();
    queries.each(
        "SELECT source, coalesce(field, '') AS field, reason, count(*) AS n FROM open_rows"
            + " GROUP BY source, coalesce(field, ''), reason ORDER BY n DESC, source, reason LIMIT 20",
        (batch, i) ->
            reasons.add(
                List.of(
                    batch.texts(2)[i],
                    batch.texts(0)[i],
                    batch.texts(1)[i],
                    Amount.whole((double) batch.longs(3)[i]))));
    if (!reasons.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "Why rows are in quarantine",
              new DataTable(List.of("Reason", "Source", "Field", "Rows"), reasons)));
    }
    claims(blocks);
    flags(blocks);
    return blocks;
  }

  private void claims(List<Block> blocks) {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT attribute, count(*) AS n, count(original) AS repaired, count(flag) AS doubted"
            + " FROM claims WHERE attribute <> 'key' GROUP BY attribute ORDER BY n DESC, attribute",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    Amount.whole((double) batch.longs(1)[i]),
                    Amount.whole((double) batch.longs(2)[i]),
                    Amount.whole((double) batch.longs(3)[i]))));
    if (!rows.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "What sources say about customers, cleaned",
              new DataTable(List.of("Attribute", "Claims", "Repaired", "Doubted"), rows)));
    }
  }

  private void flags(List<Block> blocks) {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT rule, count(*) AS n FROM flags GROUP BY rule ORDER BY n DESC, rule",
        (batch, i) -> {
          String rule = batch.texts(0)[i];
          String meaning = CleanRule.of(rule).map(CleanRule::meaning).orElse("");
          rows.add(List.of(rule, Amount.whole((double) batch.longs(1)[i]), meaning));
        });
    if (!rows.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "What cleaning found; events stay as they are",
              new DataTable(List.of("Rule", "Events", "What it finds"), rows)));
    }
  }
}
