// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.answer.Base;
import io.perennial.value.history.Split;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads what an answer is made from out of a lake: every customer as known at each of some instants
 * in one pass, and what came after each of them. About 90 bytes a customer and instant, and twice
 * that while they are read.
 */
final class LakeBase {

  /** Smaller cohorts are not looked at by themselves. */
  private static final int SMALLEST_COHORT = 500;

  private static final int DAYS = 7;

  private final PurchaseHistories histories;
  private final ZoneId zone;
  private final AsOf asOf;
  private final AnswerConfig config;

  LakeBase(PurchaseHistories histories, ZoneId zone, AsOf asOf, AnswerConfig config) {
    this.histories = histories;
    this.zone = zone;
    this.asOf = asOf;
    this.config = config;
  }

  /**
   * A base, and whose its rows are.
   *
   * @param base of the customers with a purchase
   * @param known of each of them, in the same order
   */
  record Read(Base base, KnownCustomers known) {}

  Read read() {
    KnownCustomers first = at(List.of(asOf)).get(0);
    if (first.size() == 0) {
      return new Read(
          new Base(
              List.of("all"),
              first.observed(),
              new int[0],
              List.of(),
              List.of(),
              new long[0],
              new long[0]),
          first);
    }
    LocalDate end = day(asOf.micros() - 1);
    LocalDate start = day(Arrays.stream(first.firstAt()).min().orElseThrow());
    int holdout = config.holdoutOf((ChronoUnit.DAYS.between(start, end) + 1) / (double) DAYS);
    Cohorts cohorts = Cohorts.of(first, zone, SMALLEST_COHORT);
    List<Split> splits = new ArrayList<>();
    List<int[]> ofSplits = new ArrayList<>();
    if (holdout > 0) {
      List<AsOf> origins = origins(holdout, start);
      List<KnownCustomers> known = origins.isEmpty() ? List.of() : at(origins);
      for (int k = 0; k < Math.min(known.size(), config.origins()); k++) {
        KnownCustomers then = known.get(k);
        if (then.size() > 0) {
          KnownCustomers before = k + 1 < known.size() ? known.get(k + 1) : KnownCustomers.none();
          AsOf until = k == 0 ? asOf : origins.get(k - 1);
          splits.add(split(then, before, origins.get(k), until, holdout));
          ofSplits.add(cohorts.of(then));
        }
      }
    }
    long[] newByDay = new long[0];
    long[] repeatsByDay = new long[0];
    if (!splits.isEmpty()) {
      AsOf origin = before(holdout);
      newByDay = newByDay(first, start, day(origin.micros() - 1));
      repeatsByDay = repeatsByDay(start, end, origin);
    }
    return new Read(
        new Base(
            cohorts.names(),
            first.observed(),
            cohorts.of(first),
            splits,
            ofSplits,
            newByDay,
            repeatsByDay),
        first);
  }

  /** The origins and one more before them, the latest first. */
  private List<AsOf> origins(int holdout, LocalDate start) {
    List<AsOf> instants = new ArrayList<>();
    for (int k = 1; k <= config.origins() + 1; k++) {
      AsOf origin = before(k * holdout);
      if (day(origin.micros() - 1).isBefore(start)) {
        break;
      }
      instants.add(origin);
    }
    return instants;
  }

  private AsOf before(int weeks) {
    return AsOf.startOf(day(asOf.micros() - 1).plusDays(1).minusDays((long) weeks * DAYS), zone);
  }

  private LocalDate day(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
  }

  /**
   * As known at each of the instants, in their order; customers without a purchase are left out.
   */
  private List<KnownCustomers> at(List<AsOf> instants) {
    List<AsOf> ascending = new ArrayList<>(new TreeSet<>(instants));
    List<KnownCustomers.Builder> builders =
        ascending.stream().map(instant -> new KnownCustomers.Builder()).toList();
    try (Batches rows = histories.at(ascending)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int time = batch.index("as_of");
        int at = 0;
        for (int row = 0; row < batch.rows(); row++) {
          while (ascending.get(at).micros() != batch.longs(time)[row]) {
            at = (at + 1) % ascending.size();
          }
          builders.get(at).add(batch, row);
        }
      }
    }
    List<KnownCustomers> known = builders.stream().map(KnownCustomers.Builder::build).toList();
    return instants.stream().map(instant -> known.get(ascending.indexOf(instant))).toList();
  }

  private Split split(
      KnownCustomers then, KnownCustomers before, AsOf from, AsOf to, int holdoutWeeks) {
    Came came = Came.of(histories, then.ids(), from, to);
    int[] lastPeriod =
        IntStream.range(0, then.size())
            .map(
                i -> {
                  int b = before.indexOf(then.id(i));
                  return then.repeats(i)
                      - (b < 0 ? 0 : Math.min(then.repeats(i), before.repeats(b)));
                })
            .toArray();
    return new Split(then.observed(), holdoutWeeks, came.purchases, came.spend, lastPeriod);
  }

  private long[] newByDay(KnownCustomers known, LocalDate start, LocalDate origin) {
    long[] days = new long[(int) ChronoUnit.DAYS.between(start, origin) + 1];
    for (long firstAt : known.firstAt()) {
      long day = ChronoUnit.DAYS.between(start, day(firstAt));
      if (day < days.length) {
        days[(int) day]++;
      }
    }
    return days;
  }

  /** All of a week's repeats on its last day: who reads them reads whole weeks. */
  private long[] repeatsByDay(LocalDate start, LocalDate end, AsOf origin) {
    long[] days = new long[(int) ChronoUnit.DAYS.between(start, end) + 1];
    List<AsOf> weeks = new ArrayList<>();
    for (int last = DAYS; last <= days.length; last += DAYS) {
      AsOf ends = AsOf.startOf(start.plusDays(last), zone);
      // within a day: nothing of the rest of it is known
      weeks.add(ends.compareTo(asOf) < 0 ? ends : asOf);
    }
    long[] cumulative = histories.cumulativeRepeats(weeks, origin);
    for (int week = 0; week < weeks.size(); week++) {
      // a return may take a purchase back that was known a week before
      long came = cumulative[week] - (week == 0 ? 0 : cumulative[week - 1]);
      days[DAYS * (week + 1) - 1] = came;
    }
    return days;
  }
}
