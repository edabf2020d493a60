// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.LineChart;
import io.perennial.app.chart.RankChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What customers write: how it feels, what it is about, what those want who open tickets. No text
 * is in it; themes are named by words that several texts have.
 */
final class TextsSection {

  private static final int MOST_MONTHS = 24;
  private static final int MOST_THEMES = 20;

  /** Of fewer texts a share says little. */
  private static final int LEAST_TEXTS = 5;

  /** Texts that do not say to be of the future, seen from the last file that was read. */
  private static final String KNOWN =
      " FROM texts t WHERE t.occurred_at <= coalesce((SELECT f_add_days(max(i.read_at), 1)"
          + " FROM ingested_files i), t.occurred_at)";

  private final ReportQueries queries;

  TextsSection(ReportQueries queries) {
    this.queries = queries;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    tiles(blocks);
    feelings(blocks);
    themes(blocks);
    intents(blocks);
    return blocks;
  }

  private void tiles(List<Block> blocks) {
    double texts = queries.number("SELECT count(*) AS n FROM texts");
    double languages = queries.number("SELECT count(DISTINCT language) AS n FROM texts");
    double negative =
        queries.number("SELECT count(*) AS n FROM texts WHERE sentiment = 'negative'");
    double felt = queries.number("SELECT count(*) AS n FROM texts WHERE sentiment IS NOT NULL");
    double themes = queries.number("SELECT count(*) AS n FROM themes");
    double news = queries.number("SELECT count(*) AS n FROM themes WHERE alert");
    blocks.add(
        new Block.Tiles(
            List.of(
                new Block.Tile(
                    "Texts",
                    Amount.whole(texts),
                    languages == 1 ? "in one language" : Amount.whole(languages) + " languages"),
                new Block.Tile(
                    "Feel bad",
                    felt == 0 ? "–" : Amount.percent(negative / felt),
                    "of those in which a feeling can be read"),
                new Block.Tile(
                    "Themes",
                    Amount.whole(themes),
                    news == 0 ? "none is news" : Amount.whole(news) + " more than usual"))));
  }

  private void feelings(List<Block> blocks) {
    List<Double> months = new ArrayList<>();
    List<Double> negative = new ArrayList<>();
    List<Double> positive = new ArrayList<>();
    String[] last = {""};
    queries.each(
        "SELECT f_month_no(t.occurred_at) AS month_no,"
            + " max(substr(CAST(t.occurred_at AS STRING), 1, 7)) AS month, count(*) AS texts,"
            + " count(CASE WHEN t.sentiment = 'negative' THEN 1 END) AS negative,"
            + " count(CASE WHEN t.sentiment = 'positive' THEN 1 END) AS positive"
            + KNOWN
            + " AND t.sentiment IS NOT NULL GROUP BY f_month_no(t.occurred_at) ORDER BY 1",
        (batch, i) -> {
          double month = batch.longs(0)[i];
          // a month without texts has a place of its own
          while (!months.isEmpty() && months.get(months.size() - 1) + 1 < month) {
            months.add(months.get(months.size() - 1) + 1);
            negative.add(Double.NaN);
            positive.add(Double.NaN);
          }
          double texts = batch.longs(2)[i];
          months.add(month);
          negative.add(texts < LEAST_TEXTS ? Double.NaN : 100 * batch.longs(3)[i] / texts);
          positive.add(texts < LEAST_TEXTS ? Double.NaN : 100 * batch.longs(4)[i] / texts);
          last[0] = batch.texts(1)[i];
        });
    int from = Math.max(0, months.size() - MOST_MONTHS);
    if (months.size() - from < 2) {
      return;
    }
    double end = months.get(months.size() - 1);
    blocks.add(
        new Block.Figure(
            "How texts feel",
            String.format(
                Locale.ROOT,
                "The percentage of a month's texts that feel good, and bad; month 0 is %s. Months"
                    + " with fewer than %d texts have no share.",
                last[0],
                LEAST_TEXTS),
            new LineChart(
                "Share of texts that feel good and bad, by month",
                "months from " + last[0],
                "% of texts",
                months.subList(from, months.size()).stream().map(month -> month - end).toList(),
                List.of(
                    new LineChart.Series("good", positive.subList(from, positive.size()), false),
                    new LineChart.Series("bad", negative.subList(from, negative.size()), true)),
                List.of(),
                1)));
  }

  private void themes(List<Block> blocks) {
    List<List<String>> rows = new ArrayList<>();
    List<String> news = new ArrayList<>();
    queries.each(
        "SELECT name, language, texts, last_week, expected, trend, trend_low, trend_high, alert"
            + " FROM themes ORDER BY alert DESC, texts DESC, theme_id LIMIT "
            + MOST_THEMES,
        (batch, i) -> {
          boolean alert = batch.longs(8)[i] == 1;
          if (alert) {
            news.add(batch.texts(0)[i]);
          }
          rows.add(
              List.of(
                  batch.texts(0)[i],
                  batch.texts(1)[i],
                  Amount.whole((double) batch.longs(2)[i]),
                  Amount.whole((double) batch.longs(3)[i]),
                  batch.isNull(4, i)
                      ? "–"
                      : String.format(Locale.ROOT, "%.1f", batch.doubles(4)[i]),
                  batch.isNull(5, i)
                      ? "–"
                      : String.format(
                          Locale.ROOT,
                          "%+.0f %% (%+.0f to %+.0f)",
                          100 * batch.doubles(5)[i],
                          100 * batch.doubles(6)[i],
                          100 * batch.doubles(7)[i]),
                  alert ? "more than usual" : ""));
        });
    if (!news.isEmpty()) {
      blocks.add(
          new Block.Warning(
              "Said more in the last week than chance allows: " + String.join("; ", news) + "."));
    }
    if (!rows.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "Themes are found in the texts and named by words that several of them have. The last"
                  + " week stands beside what the weeks before it let expect; the trend is the change"
                  + " of a theme's share from week to week, over twelve."));
      blocks.add(
          new Block.Rows(
              "What texts are about",
              new DataTable(
                  List.of(
                      "Theme",
                      "Language",
                      "Texts",
                      "Last week",
                      "Expected",
                      "Trend (95 %)",
                      "News"),
                  rows)));
    }
  }

  private void intents(List<Block> blocks) {
    List<String> names = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    double all =
        queries.number(
            "SELECT count(*) AS n FROM texts WHERE type = 'ticket_opened' AND intent IS NOT NULL");
    queries.each(
        "SELECT intent, count(*) AS tickets,"
            + " count(CASE WHEN urgency >= 0.5 THEN 1 END) AS urgent,"
            + " count(CASE WHEN sentiment = 'negative' THEN 1 END) AS negative"
            + " FROM texts WHERE type = 'ticket_opened' AND intent IS NOT NULL"
            + " GROUP BY intent ORDER BY 2 DESC, intent",
        (batch, i) -> {
          double tickets = batch.longs(1)[i];
          names.add(batch.texts(0)[i]);
          shares.add(tickets);
          rows.add(
              List.of(
                  batch.texts(0)[i],
                  Amount.whole(tickets),
                  Amount.percent(tickets / all),
                  Amount.percent(batch.longs(2)[i] / tickets),
                  Amount.percent(batch.longs(3)[i] / tickets)));
        });
    if (names.isEmpty()) {
      return;
    }
    blocks.add(
        new Block.Figure(
            "What is wanted of the help desk",
            "Tickets by what those want who opened them; the table beneath has how many cannot wait.",
            new RankChart("Tickets by intent", "Intent", "tickets", names, shares, 0)));
    blocks.add(
        new Block.Rows(
            "Tickets by intent",
            new DataTable(List.of("Intent", "Tickets", "Share", "Urgent", "Feel bad"), rows)));
  }
}
