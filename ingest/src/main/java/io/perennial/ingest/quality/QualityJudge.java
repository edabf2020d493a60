// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Judges days by the weeks before them.
 *
 * <p>The level of {@link QualityConfig#falseAlarms} is for a whole day: it is divided by the number
 * of things that are compared on it (Bonferroni), so that however many sources and fields there
 * are, a day on which all is as ever has an alarm with at most that chance.
 *
 * <p>Days with an alarm are not what later days are compared with, as long as enough others remain:
 * an accident does not hide the next one, and what lasts four weeks is the new normal.
 */
public final class QualityJudge {

  /** With fewer days there is nothing to compare with. */
  static final int ENOUGH = 21;

  /** Days with an alarm are left out as long as so many remain. */
  private static final int REMAIN = 28;

  private final QualityConfig config;

  public QualityJudge(QualityConfig config) {
    this.config = config;
  }

  private static final class Open {
    private final Monitored what;
    private final int[] others;

    Open(Monitored what, int[] others) {
      this.what = what;
      this.others = others;
    }
  }

  /**
   * Judges the last days of each series.
   *
   * @param first the day that series call 0
   * @param days of every series
   * @param silences as of the end of the last day; they are judged with it
   * @return by day, and in the order of {@code monitored} within one
   */
  public List<Judgement> judge(
      LocalDate first, int days, List<Monitored> monitored, List<Silence> silences) {
    List<Judgement> judged = new ArrayList<>();
    Map<Monitored, boolean[]> alarms = new HashMap<>();
    monitored.forEach(each -> alarms.put(each, new boolean[days]));
    int from = Math.max(0, days - config.days());
    for (int day = Math.min(ENOUGH, from); day < days; day++) {
      List<Open> open = new ArrayList<>();
      for (Monitored each : monitored) {
        if (isJudged(each, first.plusDays(day)) && each.series().isOn(day)) {
          open.add(new Open(each, others(each, first, day, alarms.get(each))));
        }
      }
      boolean last = day == days - 1;
      long compared = open.stream().filter(each -> each.others.length >= ENOUGH).count();
      long silent = last ? silences.stream().filter(s -> s.longest(0.5).isPresent()).count() : 0;
      double level = config.falseAlarms() / Math.max(1, compared + silent);
      LocalDate date = first.plusDays(day);
      for (Open each : open) {
        Optional<Judgement> one = judge(each, day, date, level);
        one.filter(j -> j.verdict() != Verdict.OK)
            .ifPresent(j -> alarms.get(each.what)[dayOf(j, first)] = true);
        if (day >= from) {
          one.ifPresent(judged::add);
        }
      }
      if (last) {
        silences.forEach(silence -> judged.add(judge(silence, date, level)));
      }
    }
    return judged;
  }

  private static int dayOf(Judgement judgement, LocalDate first) {
    return (int) (judgement.day().toEpochDay() - first.toEpochDay());
  }

  /** How few there are on a day on which nobody works means nothing. */
  private boolean isJudged(Monitored what, LocalDate date) {
    return what.check() != Check.VOLUME || !config.closed().contains(date);
  }

  /** The days of the weeks before that the series has, those without an alarm where they do. */
  private int[] others(Monitored what, LocalDate first, int day, boolean[] alarms) {
    int from = Math.max(0, day - 7 * config.weeks());
    int[] all =
        IntStream.range(from, day)
            .filter(d -> what.series().isOn(d) && isJudged(what, first.plusDays(d)))
            .toArray();
    int[] calm = Arrays.stream(all).filter(d -> !alarms[d]).toArray();
    return calm.length >= Math.min(REMAIN, all.length) ? calm : all;
  }

  private Optional<Judgement> judge(Open open, int day, LocalDate date, double level) {
    Monitored what = open.what;
    Optional<Band> band =
        open.others.length < ENOUGH
            ? Optional.empty()
            : what.series().band(day, open.others, what.check().side(), level, config.least());
    OptionalDouble value =
        band.isPresent() ? OptionalDouble.of(band.get().value()) : what.series().value(day);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble low = OptionalDouble.empty();
    OptionalDouble high = OptionalDouble.empty();
    if (band.isPresent()) {
      low = OptionalDouble.of(band.get().low());
      high = OptionalDouble.of(band.get().high());
    }
    String detail =
        band.isPresent()
            ? "compared with " + open.others.length + " days"
            : "not compared: " + open.others.length + " days before it, " + ENOUGH + " are needed";
    return Optional.of(
        verdict(
            what.source(),
            date,
            what.check(),
            what.field(),
            value.getAsDouble(),
            low,
            high,
            detail));
  }

  private Judgement judge(Silence silence, LocalDate date, double level) {
    OptionalDouble longest = silence.longest(level);
    OptionalDouble high =
        longest.isPresent()
            ? OptionalDouble.of(Math.max(config.least().hours(), longest.getAsDouble()))
            : longest;
    String detail =
        longest.isPresent()
            ? String.format(
                Locale.ROOT,
                "the longest of %d silences before was %.1f hours",
                silence.usual().size(),
                silence.longest())
            : "not compared: "
                + silence.usual().size()
                + " silences before it, "
                + Silence.ENOUGH
                + " are needed";
    return verdict(
        silence.source(),
        date,
        Check.FRESHNESS,
        "",
        silence.hours(),
        OptionalDouble.empty(),
        high,
        detail);
  }

  private Judgement verdict(
      String source,
      LocalDate day,
      Check check,
      String field,
      double value,
      OptionalDouble low,
      OptionalDouble high,
      String detail) {
    boolean strange =
        (low.isPresent() && value < low.getAsDouble())
            || (high.isPresent() && value > high.getAsDouble());
    OptionalDouble limit = config.limit(source, check, field);
    boolean broken = false;
    String why = detail;
    if (limit.isPresent()) {
      boolean least = check.limit() == Check.Limit.LEAST;
      broken = least ? value < limit.getAsDouble() : value > limit.getAsDouble();
      why = detail + (least ? "; at least " : "; at most ") + limit.getAsDouble() + " by limits";
    }
    Verdict verdict =
        broken || (strange && config.fails(source, check, field))
            ? Verdict.FAIL
            : strange ? Verdict.WARN : Verdict.OK;
    return new Judgement(source, day, check, field, value, low, high, verdict, why);
  }
}
