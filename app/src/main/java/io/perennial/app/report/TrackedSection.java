// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.domain.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of earlier forecasts, and whether what models learned still holds. */
final class TrackedSection {

  private static final int DAY = "2026-01-31".length();

  private final ReportQueries queries;

  TrackedSection(ReportQueries queries) {
    this.queries = queries;
  }

  /** Empty where nothing is known yet. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    queries.each(
        "SELECT kind, words FROM value_drift WHERE alarm AND kind IN ('loss', 'calibration') ORDER"
            + " BY place",
        (batch, i) ->
            blocks.add(
                new Block.Warning(
                    (batch.texts(0)[i].equals("loss")
                            ? "How far forecasts are off has changed: "
                            : "Chances of a purchase were not what they said: ")
                        + batch.texts(1)[i]
                        + ".")));
    DataTable came = came();
    if (!came.rows().isEmpty()) {
      blocks.add(new Block.Rows("What came of earlier forecasts", came));
    }
    queries.each(
        "SELECT words FROM value_drift WHERE kind = 'retrain'",
        (batch, i) -> blocks.add(new Block.Paragraph(sentence(batch.texts(0)[i]))));
    double features =
        queries.number("SELECT count(*) AS n FROM value_drift WHERE kind = 'feature'");
    DataTable moved = moved();
    if (features > 0) {
      blocks.add(
          new Block.Paragraph(
              String.format(
                  Locale.ROOT,
                  "Of %,.0f features, %s by more than chance, and twice as far as before, since"
                      + " models learned from them last.",
                  features,
                  moved.rows().isEmpty()
                      ? "none has moved"
                      : String.format(
                          Locale.ROOT,
                          "%,d %s moved",
                          moved.rows().size(),
                          moved.rows().size() == 1 ? "has" : "have"))));
    }
    if (!moved.rows().isEmpty()) {
      blocks.add(new Block.Rows("What has moved", moved));
    }
    return blocks;
  }

  private DataTable came() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT as_of, until, name, customers, expected_purchases, actual_purchases, ratio,"
            + " ratio_lower, ratio_upper FROM value_tracking WHERE kind = 'all' ORDER BY as_of DESC"
            + " LIMIT 24",
        (batch, i) ->
            rows.add(
                List.of(
                    day(batch.longs(0)[i]),
                    day(batch.longs(1)[i]),
                    batch.texts(2)[i],
                    number("%,.0f", (double) batch.longs(3)[i]),
                    number("%,.0f", batch.doubles(4)[i]),
                    number("%,.0f", batch.doubles(5)[i]),
                    batch.isNull(6, i) ? "–" : number("%.2f", batch.doubles(6)[i]),
                    batch.isNull(7, i)
                        ? "–"
                        : number("%.2f", batch.doubles(7)[i])
                            + number(" to %.2f", batch.doubles(8)[i]))));
    return new DataTable(
        List.of("as of", "until", "of", "customers", "expected", "came", "ratio", "by chance"),
        rows);
  }

  private DataTable moved() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT name, figure, threshold FROM value_drift WHERE kind = 'feature' AND alarm ORDER BY"
            + " place",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    number("%.2f", batch.doubles(1)[i]),
                    number("%.2f", batch.doubles(2)[i]))));
    return new DataTable(List.of("feature", "stability index", "more than"), rows);
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  private static String day(long micros) {
    return new AsOf(micros).instant().toString().substring(0, DAY);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
