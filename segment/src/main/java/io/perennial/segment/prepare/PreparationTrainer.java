// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Learns how features become points. The transform is the first of none, logarithm and rank after
 * which a feature is neither skewed nor reaches far, else the one that leaves it least skewed.
 * Pure: the same for the same matrix. O(n log n) a feature, and O(n d²) for components.
 */
public final class PreparationTrainer {

  private final PreparationConfig config;

  public PreparationTrainer(PreparationConfig config) {
    this.config = config;
  }

  /**
   * Learns from all rows.
   *
   * @param matrix at least one row
   * @param columns of the matrix that are to be in it, no two of a name; those that tell nothing
   *     apart are left out with the reason
   */
  public Preparation train(FeatureMatrix matrix, List<InputColumn> columns) {
    requireDistinct(columns);
    if (matrix.rows() == 0) {
      throw new IllegalArgumentException("Cannot prepare features: there is no row");
    }
    Learned[] learned = new Learned[columns.size()];
    Chunks.forEach(
        learned.length,
        1,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            InputColumn column = columns.get(j);
            learned[j] = learn(column, matrix.column(column.name()));
          }
        });
    List<Treatment> treatments = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    List<InputColumn> used = new ArrayList<>();
    for (int j = 0; j < learned.length; j++) {
      learned[j].dropped.ifPresent(dropped::add);
      learned[j].treatment.ifPresent(treatments::add);
      if (learned[j].treatment.isPresent()) {
        used.add(columns.get(j));
      }
    }
    weigh(treatments, used);
    Preparation features = new Preparation(treatments, dropped, Optional.empty());
    if (config.kept() == 1 || treatments.size() < 2) {
      return features;
    }
    PrincipalComponents components =
        PrincipalComponents.of(features.prepare(matrix), config.kept());
    return new Preparation(treatments, dropped, Optional.of(components));
  }

  private static void requireDistinct(List<InputColumn> columns) {
    Set<String> names = new HashSet<>();
    for (InputColumn column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "Invalid columns: " + column.name() + " is there twice (must be once)");
      }
    }
  }

  private Learned learn(InputColumn column, double[] raw) {
    double[] known = Arrays.stream(raw).filter(Double::isFinite).toArray();
    if (known.length == 0) {
      return Learned.without(column, "it is not known of anybody");
    }
    double[] sorted = filled(known, column.missing(), raw.length);
    double fill = column.missing() == Missing.ZERO ? 0 : Shape.at(sorted, 0.5);
    if (sorted[0] == sorted[sorted.length - 1]) {
      return Learned.without(column, "it is " + number(sorted[0]) + " for everybody");
    }
    Shape none = Shape.of(sorted, config.winsor());
    if (none.low() == none.high()) {
      return Learned.without(
          column, "it is " + number(none.low()) + " for all but the few at its ends");
    }
    return new Learned(Optional.of(choose(column, sorted, fill, none)), Optional.empty());
  }

  /** Sorted, with what is not known filled in; the median of what is known stays the median. */
  private static double[] filled(double[] known, Missing missing, int rows) {
    Arrays.sort(known);
    double fill = missing == Missing.ZERO ? 0 : Shape.at(known, 0.5);
    double[] all = Arrays.copyOf(known, rows);
    Arrays.fill(all, known.length, rows, fill);
    if (rows > known.length) {
      Arrays.sort(all);
    }
    return all;
  }

  private Treatment choose(InputColumn column, double[] sorted, double fill, Shape none) {
    String why = "its skewness is " + number(none.skewness());
    if (fits(none)) {
      return new Treatment(column, fill, Transform.NONE, Knots.NONE, none, 1, why);
    }
    if (none.reach() > config.reach()) {
      why += " and its ends reach " + number(none.reach()) + " robust deviations";
    }
    Shape logs = none;
    if (sorted[0] >= 0) {
      logs = Shape.of(Arrays.stream(sorted).map(StrictMath::log1p).toArray(), config.winsor());
      if (fits(logs)) {
        String left = "; that of its logarithm " + number(logs.skewness());
        return new Treatment(column, fill, Transform.LOG1P, Knots.NONE, logs, 1, why + left);
      }
    }
    Knots knots = Knots.of(sorted);
    Shape ranks = Shape.of(Arrays.stream(sorted).map(knots::score).toArray(), config.winsor());
    String left = "; that of its rank " + number(ranks.skewness());
    if (sorted[0] >= 0 && Math.abs(logs.skewness()) <= Math.abs(ranks.skewness())) {
      left = "; that of its logarithm is less, " + number(logs.skewness());
      return new Treatment(column, fill, Transform.LOG1P, Knots.NONE, logs, 1, why + left);
    }
    if (ranks.low() == ranks.high()) {
      return new Treatment(column, fill, Transform.NONE, Knots.NONE, none, 1, why);
    }
    return new Treatment(column, fill, Transform.RANK, knots, ranks, 1, why + left);
  }

  private boolean fits(Shape shape) {
    return Math.abs(shape.skewness()) <= config.skewness()
        && shape.reach() <= config.reach()
        && shape.low() < shape.high();
  }

  /** Squared weights of a family sum to 1 where all its features are useful, and to less else. */
  private void weigh(List<Treatment> treatments, List<InputColumn> columns) {
    Map<String, Long> sizes =
        columns.stream().collect(Collectors.groupingBy(InputColumn::family, Collectors.counting()));
    double most =
        columns.stream().mapToDouble(column -> column.association().orElse(0)).max().orElse(0);
    for (int j = 0; j < columns.size(); j++) {
      InputColumn column = columns.get(j);
      double useful =
          most > 0 && column.association().isPresent()
              ? Math.max(config.floor(), column.association().getAsDouble() / most)
              : 1;
      double weight = Math.sqrt(useful / sizes.getOrDefault(column.family(), 1L));
      treatments.set(j, treatments.get(j).withWeight(weight));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static final class Learned {

    private final Optional<Treatment> treatment;
    private final Optional<Dropped> dropped;

    Learned(Optional<Treatment> treatment, Optional<Dropped> dropped) {
      this.treatment = treatment;
      this.dropped = dropped;
    }

    static Learned without(InputColumn column, String reason) {
      return new Learned(Optional.empty(), Optional.of(new Dropped(column.name(), reason)));
    }
  }
}
