// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.value.economics.PastForecast;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A forecast of an earlier run, by ascending customer: some 40 bytes each. */
final class KeptForecast {

  private static final double MICROS_PER_WEEK = 7 * 86_400e6;

  final AsOf asOf;
  final double horizonWeeks;
  final long[] customers;
  final double[] purchases;
  final double[] money;

  /** P(purchase in the horizon); NaN where it was not told. */
  final double[] active;

  private final Map<String, String[]> groups = new TreeMap<>();

  private KeptForecast(AsOf asOf, double horizonWeeks, int size) {
    this.asOf = asOf;
    this.horizonWeeks = horizonWeeks;
    customers = new long[size];
    purchases = new double[size];
    money = new double[size];
    active = new double[size];
    groups.put("tier", new String[size]);
    groups.put("cohort", new String[size]);
  }

  /**
   * That of one instant.
   *
   * @param view of all that are kept
   * @param horizonWeeks how far it looks
   */
  static KeptForecast read(Engine engine, String view, AsOf asOf, double horizonWeeks) {
    Map<String, String> names = new TreeMap<>(); // a few, each of which is held once
    String where = " FROM " + view + " k WHERE f_micros(k.as_of) = " + asOf.micros();
    int size = 0;
    try (Batches rows = engine.query("SELECT count(*) AS n" + where)) {
      if (rows.next()) {
        size = Math.toIntExact(rows.batch().longs(0)[0]);
      }
    }
    KeptForecast kept = new KeptForecast(asOf, horizonWeeks, size);
    int at = 0;
    try (Batches rows =
        engine.query(
            "SELECT k.customer_id, k.cohort, k.tier, k.expected_purchases, k.expected_money,"
                + " k.p_active"
                + where
                + " ORDER BY k.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++, at++) {
          kept.customers[at] = batch.longs(0)[i];
          kept.groups.get("cohort")[at] = names.computeIfAbsent(batch.texts(1)[i], name -> name);
          kept.groups.get("tier")[at] = names.computeIfAbsent(batch.texts(2)[i], name -> name);
          kept.purchases[at] = batch.doubles(3)[i];
          kept.money[at] = batch.isNull(4, i) ? 0 : batch.doubles(4)[i];
          kept.active[at] = batch.isNull(5, i) ? Double.NaN : batch.doubles(5)[i];
        }
      }
    }
    return kept;
  }

  /** The end of its horizon, or now where that is earlier. */
  AsOf until(AsOf now) {
    return until(asOf, horizonWeeks, now);
  }

  /** The end of a horizon from an instant on, or now where that is earlier. */
  static AsOf until(AsOf asOf, double horizonWeeks, AsOf now) {
    AsOf end = new AsOf(asOf.micros() + Math.round(horizonWeeks * MICROS_PER_WEEK));
    return end.compareTo(now) < 0 ? end : now;
  }

  /**
   * Beside what came.
   *
   * @param kind of groups: tier or cohort
   * @param expected in the whole horizon
   */
  PastForecast past(String kind, AsOf until, double[] expected, double[] realised) {
    double elapsed = (until.micros() - asOf.micros()) / MICROS_PER_WEEK;
    double share = PastForecast.share(elapsed, horizonWeeks);
    String[] of = groups.get(kind);
    List<String> names = Arrays.stream(of).distinct().sorted().toList();
    return new PastForecast(
        asOf.toString(),
        elapsed,
        horizonWeeks,
        Arrays.stream(expected).map(x -> x * share).toArray(),
        realised,
        names,
        Arrays.stream(of).mapToInt(names::indexOf).toArray());
  }
}
