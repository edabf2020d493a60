// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.Sample;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.map.MapConfig;
import io.perennial.segment.map.PointMap;
import io.perennial.segment.map.Trustworthiness;
import java.util.Optional;
import java.util.OptionalDouble;

/** Some customers on a plane, as the model sees them. */
final class DrawnMap {

  private static final int NEIGHBOURS = 12;

  /** With fewer there is nothing to see. */
  private static final int LEAST = 10;

  private DrawnMap() {}

  /**
   * Writes the map of the customers that the view of features has.
   *
   * @param most customers on it; 0 for no map
   * @return how much of who is near whom is kept, 0 to 1; empty without a map
   */
  static OptionalDouble write(
      StepContext context, Optional<BehaviourModel> model, AsOf asOf, int most) {
    Batch batch = MadeRows.of(Tables.SEGMENT_MAP, most);
    OptionalDouble trust =
        model.isPresent() && most > 0
            ? draw(context, model.get(), asOf, most, batch)
            : OptionalDouble.empty();
    MadeRows.replace(context, Tables.SEGMENT_MAP, batch);
    return trust;
  }

  private static OptionalDouble draw(
      StepContext context, BehaviourModel model, AsOf asOf, int most, Batch batch) {
    FeatureMatrix features =
        FeatureColumns.read(
            context.engine(),
            Segmenting.FEATURES,
            model.preparation().columns(),
            BehaviourSegmenting.BUYERS);
    if (features.rows() < LEAST) {
      return OptionalDouble.empty();
    }
    RandomSource random = RandomSource.seeded(context.seed()).derive("segment").derive("map");
    int[] drawn = Sample.of(features.rows(), most, random.stream(0));
    Points points = model.preparation().prepare(features).subset(drawn);
    PointMap map = PointMap.draw(points, MapConfig.defaults(), random);
    for (int i = 0; i < drawn.length; i++) {
      int row = batch.addRow();
      batch.setLong(batch.index("customer_id"), row, features.rowId(drawn[i]));
      batch.setLong(batch.index("as_of"), row, asOf.micros());
      batch.setDouble(batch.index("x"), row, map.x(i));
      batch.setDouble(batch.index("y"), row, map.y(i));
      batch.setText(batch.index("run_id"), row, context.runId());
    }
    int neighbours = Math.min(NEIGHBOURS, (drawn.length - 1) / 2);
    return OptionalDouble.of(Trustworthiness.of(points, map.plane(), neighbours, random).value());
  }
}
