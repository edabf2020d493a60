// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.text.brand.ShareOfVoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is said: themes, and brands by week. */
public final class ThemeList {

  private static final String VIEW = "listed_texts";
  private static final long WEEK = 7L * 86_400 * 1_000_000;

  private final Lake lake;
  private final Engine engine;

  public ThemeList(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /**
   * A theme, as the last run saw it.
   *
   * @param id of it
   * @param language of its texts
   * @param name its telling words
   * @param texts that it has
   * @param lastWeek of these in the last seven days
   * @param expected how many there would be by the weeks before
   * @param chance of as many or more if nothing has changed
   * @param alert whether that is too small to be chance
   * @param trend change of its share a week, with its interval
   */
  public record Row(
      long id,
      String language,
      String name,
      long texts,
      long lastWeek,
      double expected,
      double chance,
      boolean alert,
      Change trend) {}

  /** A relative change a week, and its 95 % interval. */
  public record Change(double change, double low, double high) {}

  /** All themes: those that are news first, then those with the most texts. */
  public List<Row> themes() {
    List<Row> themes = new ArrayList<>();
    engine.view(VIEW, lake.table(Tables.THEMES).scan());
    try (Batches rows =
        engine.query(
            "SELECT theme_id, language, name, texts, last_week, expected, chance, alert, trend,"
                + " trend_low, trend_high FROM "
                + VIEW
                + " ORDER BY alert DESC, texts DESC, theme_id")) {
      while (rows.next()) {
        Batch b = rows.batch();
        for (int i = 0; i < b.rows(); i++) {
          themes.add(
              new Row(
                  b.longs(0)[i],
                  b.texts(1)[i],
                  b.texts(2)[i],
                  b.longs(3)[i],
                  b.longs(4)[i],
                  b.doubles(5)[i],
                  b.doubles(6)[i],
                  b.longs(7)[i] == 1,
                  new Change(b.doubles(8)[i], b.doubles(9)[i], b.doubles(10)[i])));
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return themes;
  }

  /**
   * A brand in a week.
   *
   * @param week when it began; all weeks end with the last mention
   * @param brand the brand
   * @param voice how much of what is said of brands is said of it
   */
  public record Voice(Instant week, String brand, ShareOfVoice voice) {}

  /** The share of each brand in each of the last weeks, the last week first, by brand. */
  public List<Voice> voices(int weeks) {
    Map<Long, Map<String, Long>> counts = new TreeMap<>();
    long end = 0;
    engine.view(VIEW, lake.table(Tables.MENTIONS).scan());
    try (Batches last = engine.query("SELECT max(occurred_at) AS last_mention FROM " + VIEW)) {
      end = last.next() && !last.batch().isNull(0, 0) ? last.batch().longs(0)[0] : 0;
    }
    try (Batches rows = engine.query("SELECT occurred_at, brand FROM " + VIEW)) {
      while (rows.next()) {
        Batch b = rows.batch();
        for (int i = 0; i < b.rows(); i++) {
          long ago = (end - b.longs(0)[i]) / WEEK;
          if (ago < weeks) {
            counts.computeIfAbsent(ago, w -> new TreeMap<>()).merge(b.texts(1)[i], 1L, Long::sum);
          }
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    List<Voice> voices = new ArrayList<>();
    for (Map.Entry<Long, Map<String, Long>> week : counts.entrySet()) {
      long all = week.getValue().values().stream().mapToLong(Long::longValue).sum();
      Instant begin = new AsOf(end - (week.getKey() + 1) * WEEK + 1).instant();
      week.getValue()
          .forEach(
              (brand, mentions) ->
                  voices.add(new Voice(begin, brand, ShareOfVoice.of(mentions, all))));
    }
    return voices;
  }

  /**
   * An account that posts.
   *
   * @param record whose it is
   * @param posts of it
   * @param followers at most
   * @param replies by others
   * @param rank in the graph of replies
   * @param influence 0..1
   */
  public record Account(
      long record, long posts, long followers, long replies, double rank, double influence) {}

  /** The accounts whose word goes furthest. */
  public List<Account> accounts(int most) {
    List<Account> accounts = new ArrayList<>();
    engine.view(VIEW, lake.table(Tables.INFLUENCERS).scan());
    try (Batches rows =
        engine.query(
            "SELECT record_id, posts, followers, replies, rank, influence FROM "
                + VIEW
                + " ORDER BY influence DESC, rank DESC, record_id LIMIT "
                + most)) {
      while (rows.next()) {
        Batch b = rows.batch();
        for (int i = 0; i < b.rows(); i++) {
          accounts.add(
              new Account(
                  b.longs(0)[i],
                  b.longs(1)[i],
                  b.longs(2)[i],
                  b.longs(3)[i],
                  b.doubles(4)[i],
                  b.doubles(5)[i]));
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return accounts;
  }
}
