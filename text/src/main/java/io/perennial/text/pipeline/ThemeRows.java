// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.text.theme.Emergence;
import io.perennial.text.theme.Theme;
import io.perennial.text.theme.Trend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often each theme is said, week by week, and whether that is news. */
final class ThemeRows {

  private static final long WEEK = 7L * 86_400 * 1_000_000;
  private static final int WEEKS = 53;
  private static final int TREND_WEEKS = 12;

  private final Batch batch =
      new Batch(
          Tables.THEMES.columns().stream()
              .filter(column -> !column.name().equals("run_id"))
              .map(column -> new Field(column.name(), column.type()))
              .toList(),
          32);
  private final List<String> alerts = new ArrayList<>();

  /** The weeks of a theme, the last first, and its first and last text. */
  private static final class Counted {
    private final long[] weeks = new long[WEEKS];
    private long texts;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add() {
      texts++;
    }

    void add(long at, int weeksAgo) {
      first = Math.min(first, at);
      last = Math.max(last, at);
      if (weeksAgo < WEEKS) {
        weeks[weeksAgo]++;
      }
    }
  }

  private ThemeRows() {}

  /**
   * Counts {@code theme_times}. Weeks are of seven days and end with the last text of all; texts
   * that say to be of the future are of no week.
   *
   * @param falseAlarms the probability that any theme is called when none has changed
   */
  static ThemeRows of(Engine engine, StoredThemes themes, double falseAlarms) {
    long end = last(engine);
    Map<Long, Counted> byTheme = new TreeMap<>();
    Map<String, Counted> byLanguage = new TreeMap<>();
    try (Batches rows = engine.query("SELECT theme_id, language, occurred_at FROM theme_times")) {
      while (rows.next()) {
        Batch in = rows.batch();
        for (int i = 0; i < in.rows(); i++) {
          Counted all =
              byLanguage.computeIfAbsent(themes.toldBy(in.texts(1)[i]), l -> new Counted());
          Optional<Counted> theme =
              in.isNull(0, i)
                  ? Optional.empty()
                  : Optional.of(byTheme.computeIfAbsent(in.longs(0)[i], t -> new Counted()));
          theme.ifPresent(Counted::add);
          if (!in.isNull(2, i)) {
            long at = in.longs(2)[i];
            int ago = (int) Math.min(WEEKS, Math.max(0, (end - at) / WEEK));
            all.add(at, ago);
            theme.ifPresent(counted -> counted.add(at, ago));
          }
        }
      }
    }
    ThemeRows rows = new ThemeRows();
    Map<Long, StoredThemes.Named> named = themes.byId();
    named.forEach(
        (id, theme) -> {
          Counted counted = byTheme.get(id);
          Counted all = byLanguage.get(theme.language());
          if (counted != null && all != null) {
            rows.add(theme, counted, all, falseAlarms, named.size());
          }
        });
    return rows;
  }

  private static long last(Engine engine) {
    try (Batches rows = engine.query("SELECT max(occurred_at) AS last_text FROM theme_times")) {
      return rows.next() && !rows.batch().isNull(0, 0) ? rows.batch().longs(0)[0] : 0;
    }
  }

  private void add(
      StoredThemes.Named named, Counted counted, Counted all, double falseAlarms, int themes) {
    int span = WEEKS;
    while (span > 1 && all.weeks[span - 1] == 0) {
      span--;
    }
    Emergence emergence = Emergence.of(forward(counted.weeks, span), forward(all.weeks, span));
    int recent = Math.min(span, TREND_WEEKS);
    Trend trend = Trend.of(forward(counted.weeks, recent), forward(all.weeks, recent));
    boolean alert = emergence.isAlert(falseAlarms, themes);
    Theme theme = named.theme();
    int row = batch.addRow();
    set(row, "theme_id", theme.id());
    batch.setText(batch.index("language"), row, named.language());
    batch.setText(batch.index("name"), row, theme.name());
    if (counted.first <= counted.last) {
      set(row, "first_seen", counted.first);
      set(row, "last_seen", counted.last);
    }
    set(row, "texts", counted.texts);
    set(row, "last_week", emergence.count());
    batch.setDouble(batch.index("expected"), row, emergence.expected());
    batch.setDouble(batch.index("chance"), row, emergence.chance());
    set(row, "alert", alert ? 1 : 0);
    batch.setDouble(batch.index("trend"), row, trend.change());
    batch.setDouble(batch.index("trend_low"), row, trend.low());
    batch.setDouble(batch.index("trend_high"), row, trend.high());
    if (alert) {
      alerts.add(theme.name());
    }
  }

  private void set(int row, String column, long value) {
    batch.setLong(batch.index(column), row, value);
  }

  /** The weeks from the oldest on. */
  private static long[] forward(long[] ago, int span) {
    long[] weeks = Arrays.copyOf(ago, span);
    for (int i = 0; i < span / 2; i++) {
      long held = weeks[i];
      weeks[i] = weeks[span - 1 - i];
      weeks[span - 1 - i] = held;
    }
    return weeks;
  }

  Batch batch() {
    return batch;
  }

  /** The names of themes that are called out. */
  List<String> alerts() {
    return alerts;
  }
}
