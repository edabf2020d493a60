// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.family.EventCodes;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By what customers were won, and what that cost; row by row of the known customers. */
final class Acquisitions {

  /** Of a channel or source that is not said. */
  static final String UNKNOWN = "unknown";

  /** Of no campaign. */
  static final String NONE = "none";

  private static final SqlStep TOUCHES = SqlStep.of(Acquisitions.class, "acquisition_touches");
  private static final SqlStep COSTS = SqlStep.of(Acquisitions.class, "acquisition_costs");
  private static final String FIRST = "first_purchases";
  private static final List<Field> FIELDS =
      List.of(
          new Field("customer_id", ColumnType.LONG), new Field("first_at", ColumnType.TIMESTAMP));
  private static final int MONTHS_A_QUARTER = 3;
  private static final int QUARTERS_A_YEAR = 4;
  private static final int EPOCH_YEAR = 1970;
  private static final int BATCH_ROWS = 16_384;

  private final KnownCustomers known;
  private final Map<String, String> words = new HashMap<>(); // a few, each of which is held once
  private final String[] channel;
  private final String[] source;
  private final String[] campaign;
  private final String[] cohort;
  private final int[] quarter;
  private double[] cost = {};
  private List<String> notes = List.of();

  private Acquisitions(KnownCustomers known, ZoneId zone) {
    this.known = known;
    int n = known.size();
    channel = filled(n, UNKNOWN);
    source = filled(n, UNKNOWN);
    campaign = filled(n, NONE);
    cohort = new String[n];
    quarter = new int[n];
    for (int i = 0; i < n; i++) {
      LocalDate day =
          Instant.EPOCH.plus(known.firstAt()[i], ChronoUnit.MICROS).atZone(zone).toLocalDate();
      int of = day.get(IsoFields.QUARTER_OF_YEAR);
      cohort[i] = held(day.getYear() + "-Q" + of);
      quarter[i] = (day.getYear() - EPOCH_YEAR) * QUARTERS_A_YEAR + of - 1;
    }
  }

  private static String[] filled(int n, String word) {
    String[] column = new String[n];
    Arrays.fill(column, word);
    return column;
  }

  private String held(String word) {
    return words.computeIfAbsent(word, same -> same);
  }

  /**
   * Reads them.
   *
   * @param engine has the view of customers' events, as histories of purchases open it
   */
  static Acquisitions read(
      Engine engine, KnownCustomers known, AsOf asOf, ZoneId zone, AcquisitionConfig config) {
    Acquisitions acquisitions = new Acquisitions(known, zone);
    if (known.size() == 0) {
      return acquisitions;
    }
    engine.load(FIRST, acquisitions.firstPurchases());
    try {
      acquisitions.touches(engine);
      CostSharing sharing = new CostSharing(acquisitions, config);
      acquisitions.cost = sharing.costs(spent(engine, asOf, config.events()));
      acquisitions.notes = sharing.notes();
    } finally {
      engine.drop(COSTS.writes());
      engine.drop(TOUCHES.writes());
      engine.drop(FIRST);
    }
    return acquisitions;
  }

  private Batches firstPurchases() {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < known.size(); from += BATCH_ROWS) {
      Batch batch = new Batch(FIELDS, BATCH_ROWS);
      for (int i = from; i < Math.min(known.size(), from + BATCH_ROWS); i++) {
        int row = batch.addRow();
        batch.setLong(0, row, known.id(i));
        batch.setLong(1, row, known.firstAt()[i]);
      }
      batches.add(batch);
    }
    return Batches.of(FIELDS, batches.iterator());
  }

  private void touches(Engine engine) {
    engine.run(TOUCHES, Map.of());
    try (Batches rows =
        engine.query("SELECT customer_id, channel, source, campaign FROM " + TOUCHES.writes())) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          int i = known.indexOf(batch.longs(0)[row]);
          set(channel, i, batch, 1, row);
          set(source, i, batch, 2, row);
          set(campaign, i, batch, 3, row);
        }
      }
    }
  }

  private void set(String[] column, int i, Batch batch, int of, int row) {
    if (!batch.isNull(of, row)) {
      column[i] = held(batch.texts(of)[row]);
    }
  }

  /** What events cost, by campaign ({@link #NONE} where none is said) and quarter since 1970. */
  private static Map<String, Map<Integer, Double>> spent(
      Engine engine, AsOf asOf, List<EventType> events) {
    Map<String, Map<Integer, Double>> spent = new TreeMap<>();
    if (events.isEmpty()) {
      return spent;
    }
    List<Long> types = events.stream().map(type -> (long) EventCodes.of(type)).sorted().toList();
    engine.run(COSTS, Map.of("as_of", asOf.instant(), "types", types));
    try (Batches rows =
        engine.query(
            "SELECT campaign, month, cost FROM "
                + COSTS.writes()
                + " ORDER BY campaign NULLS FIRST, month")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          spent
              .computeIfAbsent(
                  batch.isNull(0, row) ? NONE : batch.texts(0)[row], name -> new TreeMap<>())
              .merge(
                  (int) Math.floorDiv(batch.longs(1)[row], (long) MONTHS_A_QUARTER),
                  batch.doubles(2)[row],
                  Double::sum);
        }
      }
    }
    return spent;
  }

  /** How many customers. */
  int size() {
    return channel.length;
  }

  String channel(int i) {
    return channel[i];
  }

  String source(int i) {
    return source[i];
  }

  String campaign(int i) {
    return campaign[i];
  }

  /** The quarter of the first purchase, in words. */
  String cohort(int i) {
    return cohort[i];
  }

  /** The same, counted from the first of 1970. */
  int quarter(int i) {
    return quarter[i];
  }

  /** What winning a customer cost; not a number where that is not known. */
  double cost(int i) {
    return cost[i];
  }

  /** What people should know of the costs, in sentences. */
  List<String> notes() {
    return notes;
  }
}
