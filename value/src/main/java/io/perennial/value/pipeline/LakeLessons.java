// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.FeatureConfig;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Labelled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What models of the near time learn from, out of the lake: customers who had bought as they were
 * known at instants of the past, with what they did then, and all who have bought as they are known
 * now. 8 bytes a feature and customer, and 16 an event where a model reads events.
 */
final class LakeLessons implements AutoCloseable {

  private static final String NOW = "value_now";
  private static final String PAST = "value_past";
  private static final String BUYERS = "f.purchases > 0";
  private static final double MICROS_PER_WEEK = 7 * 86_400e6;

  /** What {@link Observed} is made of. */
  private static final List<String> HISTORY =
      List.of(
          "repeat_purchases", "age_at_last_weeks", "age_weeks", "gap_log_sum", "spend_repeat_mean");

  /** The mean of all purchases: models of spend count the first one by it, whatever is wanted. */
  private static final String SPEND = "spend_mean";

  private static final List<String> LABELS = List.of("label_purchases", "label_spend");

  private final Engine engine;
  private final List<String> columns;
  private final int sample;
  private final Optional<AsOf> now;
  private final List<Span> past;
  private final Optional<LakeSequences> sequences;
  private final List<String> origins;

  /**
   * Customers at an instant of the past, with what they did till the end of the horizon.
   *
   * @param asOf they are known as of
   * @param until what they did is known
   */
  record Past(AsOf asOf, AsOf until, Labelled cases) {}

  /** An instant, and the end of the time that is looked at after it. */
  private record Span(AsOf asOf, AsOf until) {
    double weeks() {
      return (until.micros() - asOf.micros()) / MICROS_PER_WEEK;
    }
  }

  private LakeLessons(
      Engine engine,
      List<String> columns,
      int sample,
      Optional<AsOf> now,
      List<Span> past,
      Optional<LakeSequences> sequences,
      List<String> origins) {
    this.engine = engine;
    this.columns = columns;
    this.sample = sample;
    this.now = now;
    this.past = past;
    this.sequences = sequences;
    this.origins = origins;
  }

  /**
   * Those of the newest features and training sets.
   *
   * @param purchases what one is, and when an event is known
   * @param near features that are not known are left out, and the mean spend is among them always;
   *     a hash of the id decides which customers of an instant of the past are looked at
   * @param events how many of a customer's last events models read; 0 for none, which are not read
   *     then
   * @param origins whether {@link #origins} are columns, too
   */
  static LakeLessons open(
      StepContext context, FeatureConfig purchases, NearConfig near, int events, boolean origins) {
    Engine engine = context.engine();
    engine.view(NOW, context.lake().table(Tables.FEATURES).scan());
    engine.view(PAST, context.lake().table(Tables.TRAINING_SETS).scan());
    List<String> channels = origins ? FirstChannels.tell(context, NOW, PAST) : List.of();
    Set<String> there = numbers(engine, NOW);
    Set<String> before = numbers(engine, PAST);
    boolean usable =
        there.containsAll(HISTORY)
            && before.containsAll(HISTORY)
            && there.contains("purchases")
            && before.contains("purchases");
    List<String> columns =
        Stream.of(near.features().stream(), Stream.of(SPEND), channels.stream())
            .flatMap(each -> each)
            .filter(there::contains)
            .filter(before::contains)
            .distinct()
            .toList();
    Optional<AsOf> now = usable ? newest(engine) : Optional.empty();
    List<Span> past = now.map(instant -> spans(engine, instant)).orElse(List.of());
    Optional<LakeSequences> sequences =
        events == 0 || past.isEmpty()
            ? Optional.empty()
            : Optional.of(LakeSequences.open(context, purchases, events));
    return new LakeLessons(engine, columns, near.sample(), now, past, sequences, channels);
  }

  private static Set<String> numbers(Engine engine, String view) {
    Set<String> names = new HashSet<>();
    try (Batches none = engine.query("SELECT * FROM " + view + " WHERE 1 = 0")) {
      none.fields().stream()
          .filter(f -> f.type() == ColumnType.LONG || f.type() == ColumnType.DOUBLE)
          .forEach(field -> names.add(field.name()));
    }
    return names;
  }

  private static Optional<AsOf> newest(Engine engine) {
    try (Batches rows = engine.query("SELECT max(as_of) AS as_of FROM " + NOW)) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    }
  }

  /** Those that were over by now, the latest first. */
  private static List<Span> spans(Engine engine, AsOf now) {
    List<Span> spans = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT as_of, max(label_until) AS last_until FROM "
                + PAST
                + " GROUP BY as_of ORDER BY as_of DESC")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          Span span = new Span(new AsOf(batch.longs(0)[i]), new AsOf(batch.longs(1)[i]));
          if (span.until().compareTo(now) <= 0) {
            spans.add(span);
          }
        }
      }
    }
    return List.copyOf(spans);
  }

  /** The instant of the newest features; empty where there are none. */
  Optional<AsOf> now() {
    return now;
  }

  /** Columns of what was known at the first purchase and has not changed since; may be none. */
  List<String> origins() {
    return origins;
  }

  /** How far outcomes look, in weeks; 0 where there are none. */
  double horizonWeeks() {
    return past.isEmpty() ? 0 : past.get(0).weeks();
  }

  /** Instants of the past whose outcome is known, with it; the latest first. */
  List<Past> past() {
    List<Past> all = new ArrayList<>();
    for (Span span : past) {
      if (Math.abs(span.weeks() - horizonWeeks()) > Math.min(0.5, 0.25 * horizonWeeks())) {
        continue; // a clock change is no other horizon, another setting is
      }
      String of = "f_micros(f.as_of) = " + span.asOf().micros() + " AND " + BUYERS;
      FeatureMatrix read = read(PAST, LABELS, of + " AND " + sampled(of));
      if (read.rows() > 0) {
        double[] purchases = known(read.column("label_purchases"));
        double[] spend = known(read.column("label_spend"));
        all.add(
            new Past(
                span.asOf(),
                span.until(),
                new Labelled(cases(read, span.asOf()), purchases, spend)));
      }
    }
    return List.copyOf(all);
  }

  private String sampled(String where) {
    try (Batches rows = engine.query("SELECT count(*) AS n FROM " + PAST + " f WHERE " + where)) {
      long customers = rows.next() ? rows.batch().longs(0)[0] : 0;
      return "abs(f.customer_id % " + Math.max(1, (customers + sample - 1) / sample) + ") = 0";
    }
  }

  /**
   * All customers who have bought, as they are known now, by ascending id.
   *
   * @throws java.util.NoSuchElementException if there is no now
   */
  Cases current() {
    return cases(read(NOW, List.of(), BUYERS), now.orElseThrow());
  }

  private FeatureMatrix read(String view, List<String> labels, String where) {
    List<String> names = new ArrayList<>(columns);
    for (String more : HISTORY) {
      if (!names.contains(more)) {
        names.add(more);
      }
    }
    names.addAll(labels);
    return FeatureColumns.read(engine, view, names, where);
  }

  private Cases cases(FeatureMatrix read, AsOf asOf) {
    double[] repeats = known(read.column("repeat_purchases"));
    Observed observed =
        Observed.of(
            Arrays.stream(repeats).mapToInt(x -> (int) x).toArray(),
            known(read.column("age_at_last_weeks")),
            known(read.column("age_weeks")),
            ofBuyers(repeats, known(read.column("gap_log_sum"))),
            ofBuyers(repeats, known(read.column("spend_repeat_mean"))));
    double[][] kept = new double[columns.size()][];
    for (int k = 0; k < kept.length; k++) {
      kept[k] = read.column(columns.get(k));
    }
    FeatureMatrix features = new FeatureMatrix(read.rowIds(), columns, kept);
    return new Cases(
        observed,
        features,
        sequences.map(events -> events.of(asOf, read.rowIds())),
        past.isEmpty() ? 1 : horizonWeeks());
  }

  private static double[] ofBuyers(double[] repeats, double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> repeats[i] == 0 ? 0 : values[i])
        .toArray();
  }

  private static double[] known(double[] values) {
    return Arrays.stream(values).map(x -> Double.isFinite(x) ? x : 0).toArray();
  }

  @Override
  public void close() {
    sequences.ifPresent(LakeSequences::close);
    engine.drop(PAST);
    engine.drop(NOW);
    FirstChannels.forget(engine, NOW, PAST);
  }
}
