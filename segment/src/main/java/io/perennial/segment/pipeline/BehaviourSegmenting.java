// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.FeatureMatrix;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.discover.KnownSegment;
import io.perennial.segment.discover.Placements;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** By what customers do, with the model that was found: who ever bought. */
final class BehaviourSegmenting implements Segmenting {

  /** The name of the scheme. */
  static final String SCHEME = "behaviour";

  /** The scheme of small dense groups, and of those who are like nobody. */
  static final String NICHE = "niche";

  private static final String NOBODY = "Unlike anybody";

  /** Who is looked at. */
  static final String BUYERS = "f.purchases > 0";

  private static final int BATCH = 4096;

  /** Below it a customer is like nobody of the segment. */
  private static final double UNLIKE = .001;

  private final Optional<BehaviourModel> model;
  private final boolean micro;

  /**
   * @param micro whether small dense groups, and customers like nobody, are told, too
   */
  BehaviourSegmenting(Optional<BehaviourModel> model, boolean micro) {
    this.model = model;
    this.micro = micro;
  }

  @Override
  public String name() {
    return SCHEME;
  }

  @Override
  public void make(Engine engine, String table) {
    FeatureMatrix features = features(engine);
    if (features.rows() == 0) {
      engine.load(table, Batches.of(WRITES, List.<Batch>of().iterator()));
      return;
    }
    BehaviourModel known = model.orElseThrow();
    engine.load(table, rows(known, features, known.place(features)));
  }

  @Override
  public void place(Engine engine, String table) {
    FeatureMatrix features = features(engine);
    List<Field> fields = WRITES.subList(0, PLACES.size());
    if (features.rows() == 0) {
      engine.load(table, Batches.of(fields, List.<Batch>of().iterator()));
      return;
    }
    BehaviourModel known = model.orElseThrow();
    int[] segments = known.segmentsOf(features);
    Batch batch = new Batch(fields, segments.length);
    for (int i = 0; i < segments.length; i++) {
      int row = batch.addRow();
      batch.setLong(0, row, features.rowId(i));
      batch.setText(1, row, SCHEME);
      batch.setText(2, row, known.segments().get(segments[i]).name());
    }
    engine.load(table, Batches.of(batch));
  }

  private FeatureMatrix features(Engine engine) {
    return FeatureColumns.read(
        engine,
        FEATURES,
        model.map(m -> m.preparation().columns()).orElse(List.of()),
        model.isPresent() ? BUYERS : "1 = 0");
  }

  private Batches rows(BehaviourModel model, FeatureMatrix features, Placements placed) {
    int n = features.rows();
    IntFunction<Batch> piece =
        p -> {
          Batch batch = new Batch(WRITES, 2 * BATCH);
          for (int i = p * BATCH; i < Math.min(n, (p + 1) * BATCH); i++) {
            KnownSegment segment = model.segments().get(placed.segments()[i]);
            int row = batch.addRow();
            batch.setLong(0, row, features.rowId(i));
            batch.setText(1, row, SCHEME);
            batch.setText(2, row, segment.name());
            batch.setLong(3, row, segment.id());
            batch.setDouble(5, row, placed.propensities()[i]);
            batch.setDouble(6, row, placed.distances()[i]);
            batch.setDouble(7, row, placed.agreements()[i]);
            batch.setText(8, row, reason(placed, i));
            if (micro) {
              niche(model, features, placed, i, batch);
            }
          }
          return batch;
        };
    Iterator<Batch> pieces = IntStream.rangeClosed(0, (n - 1) / BATCH).mapToObj(piece).iterator();
    return Batches.of(WRITES, pieces);
  }

  /** A row for who is in a small dense group, or like nobody. */
  private static void niche(
      BehaviourModel model, FeatureMatrix features, Placements placed, int i, Batch batch) {
    boolean unlike = placed.typicalities()[i] < UNLIKE;
    int niche = placed.niches()[i];
    if (!unlike && niche < 0) {
      return;
    }
    int row = batch.addRow();
    batch.setLong(0, row, features.rowId(i));
    batch.setText(1, row, NICHE);
    batch.setText(2, row, unlike ? NOBODY : model.niches().get(niche));
    batch.setDouble(4, row, placed.typicalities()[i]);
    batch.setText(
        8,
        row,
        String.format(
            Locale.ROOT,
            "%s %s",
            unlike ? "far from all in" : "a small dense group within",
            model.segments().get(placed.segments()[i]).name()));
  }

  private static String reason(Placements placed, int i) {
    String sure =
        String.format(
            Locale.ROOT,
            "%.0f %% sure, %.0f %% of methods and samples agree",
            100 * placed.propensities()[i],
            100 * placed.agreements()[i]);
    return placed.typicalities()[i] < UNLIKE ? sure + "; unlike its other members" : sure;
  }

  @Override
  public void forget(Engine engine) {
    // nothing is made on the way
  }
}
