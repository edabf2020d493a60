// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.segment.CategoryRfm;
import io.perennial.segment.Partition;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.discover.KnownSegment;
import io.perennial.segment.profile.Contrast;
import io.perennial.segment.profile.Members;
import io.perennial.segment.profile.Names;
import io.perennial.segment.profile.Profiler;
import io.perennial.segment.profile.RankedCustomers;
import io.perennial.segment.profile.SegmentProfile;
import io.perennial.segment.profile.Worth;
import io.perennial.segment.rule.UnitText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What segments are: who is in them, what sets them apart, what to do. */
final class SegmentProfiles {

  /** The feature that says how much money a customer spent. */
  static final String SPEND = "spend_total";

  private static final String PURCHASES = "purchases";

  /** Schemes that only customers who bought are in: they are compared with these. */
  private static final Set<String> OF_BUYERS =
      Set.of(
          SegmentStep.RFM,
          CategoryRfm.SCHEME,
          BehaviourSegmenting.SCHEME,
          BehaviourSegmenting.NICHE);

  /** Segments with numbers from 1 on, which are quicker to read than names. */
  private static final String NUMBERED =
      "SELECT t.scheme, t.segment, row_number() OVER (ORDER BY t.scheme, t.segment) AS number"
          + " FROM segment_totals t";

  private final SegmentConfig config;
  private final Profiler profiler;

  SegmentProfiles(SegmentConfig config) {
    this.config = config;
    profiler =
        new Profiler(
            config.dictionary(),
            config.words(),
            config.playbook(),
            new UnitText(config.currency()));
  }

  /** Names for clusters, by what sets them apart. */
  List<String> names(FeatureMatrix features, Partition partition) {
    List<String> numbers =
        IntStream.range(0, partition.clusters()).mapToObj(Integer::toString).toList();
    List<SegmentProfile> profiles =
        profiler.of(
            features,
            Members.of(partition, numbers),
            Worth.ofSpend(spend(features)),
            Optional.empty());
    return new Names(config.words()).of(profiles, Set.of());
  }

  /** Nothing is NaN. */
  private static double[] spend(FeatureMatrix features) {
    double[] spend =
        features.names().contains(SPEND) ? features.column(SPEND) : new double[features.rows()];
    for (int i = 0; i < spend.length; i++) {
      spend[i] = Double.isFinite(spend[i]) ? spend[i] : 0;
    }
    return spend;
  }

  /** The features that profiles tell of: those that behaviour is compared by, and money. */
  private List<String> told(Predicate<String> has) {
    Set<String> told = new LinkedHashSet<>(config.behaviour().features());
    told.add(SPEND);
    told.add(PURCHASES);
    return told.stream()
        .filter(has)
        .filter(
            name ->
                config.dictionary().get(name).stream()
                    .anyMatch(f -> f.type() == ColumnType.LONG || f.type() == ColumnType.DOUBLE))
        .toList();
  }

  /**
   * Writes profiles of all segments of the customers that the view of features has.
   *
   * @param memberships the table of them
   * @param has whether the view has a feature
   */
  void write(
      StepContext context,
      String memberships,
      AsOf asOf,
      Optional<BehaviourModel> behaviour,
      Predicate<String> has) {
    Engine engine = context.engine();
    FeatureMatrix everybody = FeatureColumns.read(engine, Segmenting.FEATURES, told(has), "1 = 1");
    double[] purchases = // of an empty lake no column is known
        everybody.names().contains(PURCHASES) ? everybody.column(PURCHASES) : new double[0];
    FeatureMatrix buyers =
        everybody.subset(
            IntStream.range(0, purchases.length).filter(i -> purchases[i] > 0).toArray());
    Map<String, Map<String, BitSet>> schemes = schemes(engine, memberships, everybody, buyers);
    Map<String, List<SegmentProfile>> profiles = new LinkedHashMap<>();
    schemes.keySet().forEach(scheme -> profiles.put(scheme, List.of()));
    for (boolean ofBuyers : new boolean[] {true, false}) {
      List<String> told =
          schemes.keySet().stream().filter(s -> OF_BUYERS.contains(s) == ofBuyers).toList();
      if (!told.isEmpty()) {
        FeatureMatrix all = ofBuyers ? buyers : everybody;
        RankedCustomers ranked = RankedCustomers.of(all);
        Worth worth = Worth.ofSpend(spend(all));
        for (String scheme : told) {
          profiles.put(
              scheme,
              profiler.of(ranked, members(all, schemes.get(scheme)), worth, Optional.empty()));
        }
      }
    }
    List<SegmentRow> segments = new ArrayList<>();
    profiles.forEach(
        (scheme, each) -> each.forEach(profile -> segments.add(new SegmentRow(scheme, profile))));
    MadeRows.replace(context, Tables.SEGMENTS, segments(context, segments, asOf, behaviour));
    MadeRows.replace(context, Tables.SEGMENT_FEATURES, features(context, segments, asOf));
  }

  private static Members members(FeatureMatrix all, Map<String, BitSet> segments) {
    return new Members(all.rows(), List.copyOf(segments.keySet()), List.copyOf(segments.values()));
  }

  private record SegmentRow(String scheme, SegmentProfile profile) {}

  /** Rows of those that a scheme is compared with, by scheme and segment. */
  private static Map<String, Map<String, BitSet>> schemes(
      Engine engine, String memberships, FeatureMatrix everybody, FeatureMatrix buyers) {
    List<Numbered> numbered = numbered(engine);
    long[] ofAll = everybody.rowIds();
    long[] ofBuyers = buyers.rowIds();
    try (Batches rows =
        engine.query(
            "SELECT n.number, m.customer_id FROM "
                + memberships
                + " m JOIN ("
                + NUMBERED
                + ") n ON n.scheme = m.scheme AND n.segment = m.segment")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          Numbered segment = numbered.get((int) batch.longs(0)[i] - 1);
          int at =
              Arrays.binarySearch(
                  OF_BUYERS.contains(segment.scheme()) ? ofBuyers : ofAll, batch.longs(1)[i]);
          if (at >= 0) { // else bought, and took all of it back
            segment.members().set(at);
          }
        }
      }
    }
    Map<String, Map<String, BitSet>> schemes = new LinkedHashMap<>();
    for (Numbered each : numbered) {
      if (!each.members().isEmpty()) {
        schemes
            .computeIfAbsent(each.scheme(), s -> new LinkedHashMap<>())
            .put(each.segment(), each.members());
      }
    }
    return schemes;
  }

  private record Numbered(String scheme, String segment, BitSet members) {}

  /** All segments in the order of their numbers, without members. */
  private static List<Numbered> numbered(Engine engine) {
    List<Numbered> numbered = new ArrayList<>();
    try (Batches rows =
        engine.query("SELECT n.scheme, n.segment FROM (" + NUMBERED + ") n ORDER BY n.number")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          numbered.add(new Numbered(batch.texts(0)[i], batch.texts(1)[i], new BitSet()));
        }
      }
    }
    return numbered;
  }

  private static Batch segments(
      StepContext context,
      List<SegmentRow> segments,
      AsOf asOf,
      Optional<BehaviourModel> behaviour) {
    Batch batch = MadeRows.of(Tables.SEGMENTS, segments.size());
    Map<String, Double> confidence = confidence(context.engine());
    for (SegmentRow each : segments) {
      SegmentProfile profile = each.profile();
      int row = batch.addRow();
      batch.setLong(batch.index("as_of"), row, asOf.micros());
      batch.setText(batch.index("scheme"), row, each.scheme());
      batch.setText(batch.index("segment"), row, profile.segment());
      batch.setLong(batch.index("customers"), row, profile.customers());
      batch.setDouble(batch.index("share"), row, profile.share());
      batch.setDouble(batch.index("spend"), row, profile.spend());
      put(batch, row, "spend_share", profile.spendShare());
      batch.setText(batch.index("profile"), row, String.join("\n", profile.sentences()));
      if (!profile.plays().isEmpty()) {
        batch.setText(batch.index("play"), row, profile.plays().get(0));
      }
      Double agreed = confidence.get(each.scheme() + " " + profile.segment());
      if (agreed != null) {
        batch.setDouble(batch.index("confidence"), row, agreed);
      }
      behaviour.stream()
          .filter(model -> each.scheme().equals(BehaviourSegmenting.SCHEME))
          .flatMap(model -> model.segments().stream())
          .filter(known -> known.name().equals(profile.segment()))
          .forEach(known -> put(batch, row, known));
      batch.setText(batch.index("run_id"), row, context.runId());
    }
    return batch;
  }

  private static void put(Batch batch, int row, KnownSegment known) {
    batch.setLong(batch.index("segment_id"), row, known.id());
    batch.setDouble(batch.index("stability"), row, known.stability());
    batch.setLong(batch.index("since"), row, known.since());
  }

  private static void put(Batch batch, int row, String column, OptionalDouble value) {
    value.ifPresent(number -> batch.setDouble(batch.index(column), row, number));
  }

  /** The mean confidence of members, by scheme and segment, as segment_totals has it. */
  private static Map<String, Double> confidence(Engine engine) {
    Map<String, Double> confidence = new LinkedHashMap<>();
    try (Batches rows =
        engine.query(
            "SELECT scheme, segment, confidence FROM segment_totals WHERE confidence IS NOT NULL")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          confidence.put(batch.texts(0)[i] + " " + batch.texts(1)[i], batch.doubles(2)[i]);
        }
      }
    }
    return confidence;
  }

  private static Batch features(StepContext context, List<SegmentRow> segments, AsOf asOf) {
    Batch batch =
        MadeRows.of(
            Tables.SEGMENT_FEATURES,
            segments.stream().mapToInt(s -> s.profile().contrasts().size()).sum());
    for (SegmentRow each : segments) {
      int rank = 0;
      for (Contrast contrast : each.profile().contrasts()) {
        int row = batch.addRow();
        batch.setLong(batch.index("as_of"), row, asOf.micros());
        batch.setText(batch.index("scheme"), row, each.scheme());
        batch.setText(batch.index("segment"), row, each.profile().segment());
        batch.setText(batch.index("feature"), row, contrast.feature());
        batch.setDouble(batch.index("members"), row, contrast.members());
        batch.setDouble(batch.index("others"), row, contrast.others());
        batch.setDouble(batch.index("effect"), row, contrast.effect());
        batch.setDouble(batch.index("place"), row, contrast.place());
        batch.setLong(batch.index("rank"), row, ++rank);
        batch.setText(batch.index("words"), row, contrast.words());
        batch.setText(batch.index("run_id"), row, context.runId());
      }
    }
    return batch;
  }
}
