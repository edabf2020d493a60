// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PreparationTest {

  private static final int N = 2_000;
  private final PreparationConfig config = PreparationConfig.defaults();
  private final PreparationTrainer plain = new PreparationTrainer(config.withKept(1));

  private final double[] normal = drawn(1, random -> 5 + 2 * Normal.standard(random));
  private final double[] spend = drawn(2, random -> StrictMath.exp(4 + Normal.standard(random)));
  private final double[] wild =
      drawn(3, random -> Normal.standard(random) / Math.abs(Normal.standard(random)));

  @Property(tries = 60)
  void every_row_has_a_finite_point(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int n) {
    double[] strange = {
      0, 1, -1, 1e12, -1e12, 1e308, -1e308, 1e-310, Double.NaN, Double.POSITIVE_INFINITY, 3, 3.5
    };
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[][] values = new double[6][n];
    for (double[] column : values) {
      Arrays.setAll(column, i -> strange[random.nextInt(strange.length)]);
    }
    Preparation preparation =
        new PreparationTrainer(config).train(matrix(values), columns("a", "a", "b", "b", "c", "c"));

    assertThat(preparation.prepare(matrix(values)).count()).isEqualTo(n);
    assertThat(Preparation.parse(preparation.text())).isEqualTo(preparation);
    double[] row = new double[preparation.columns().size()];
    double[] point = new double[preparation.dimensions()];
    for (double value : strange) {
      Arrays.fill(row, value);
      preparation.prepare(row, point);
      assertThat(Arrays.stream(point).allMatch(Double::isFinite)).isTrue();
    }
  }

  @Nested
  class Choice {

    @Test
    void what_is_not_skewed_stays_what_it_is() {
      Treatment treatment = only(normal, Missing.MEDIAN);

      assertThat(treatment.transform()).isEqualTo(Transform.NONE);
      assertThat(treatment.apply(5)).isCloseTo(0, within(0.1));
      assertThat(treatment.apply(7)).isCloseTo(1, within(0.1));
      assertThat(treatment.reason()).startsWith("its skewness is ");
    }

    @Test
    void money_is_taken_as_its_logarithm() {
      Treatment treatment = only(spend, Missing.ZERO);

      assertThat(treatment.transform()).isEqualTo(Transform.LOG1P);
      assertThat(treatment.apply(StrictMath.exp(5))).isCloseTo(1, within(0.15));
      assertThat(treatment.apply(-3)).isEqualTo(treatment.apply(0));
      assertThat(treatment.explain())
          .startsWith("f0 (a): its logarithm, ln(1 + x), since its skewness is ")
          .contains("not known counts as 0, nothing happened");
    }

    @Test
    void what_reaches_far_on_both_sides_is_taken_as_its_rank() {
      Treatment treatment = only(wild, Missing.MEDIAN);

      assertThat(treatment.transform()).isEqualTo(Transform.RANK);
      assertThat(treatment.reason()).contains("its ends reach ");
      double[] sorted = wild.clone();
      Arrays.sort(sorted);
      for (double share : new double[] {0.05, 0.3, 0.5, 0.8, 0.99}) {
        double score = treatment.apply(sorted[(int) (share * N)]);
        assertThat(Normal.standard().cumulative(score)).isCloseTo(share, within(0.01));
      }
    }

    @Test
    void order_is_never_changed_and_ends_are_drawn_in() {
      for (double[] column : List.of(normal, spend, wild)) {
        Treatment treatment = only(column, Missing.MEDIAN);
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < N; i++) {
          assertThat(treatment.apply(sorted[i]))
              .isGreaterThanOrEqualTo(treatment.apply(sorted[i - 1]));
        }
        assertThat(treatment.apply(1e12)).isEqualTo(treatment.apply(sorted[N - 1]));
      }
    }

    @Test
    void what_is_not_known_is_the_median_or_nothing() {
      double[] gaps = normal.clone();
      Arrays.fill(gaps, 0, 300, Double.NaN);

      Treatment median = only(gaps, Missing.MEDIAN);
      assertThat(median.apply(Double.NaN)).isZero();
      assertThat(median.apply(Double.POSITIVE_INFINITY)).isZero();
      Treatment zero = only(gaps, Missing.ZERO);
      assertThat(zero.apply(Double.NaN)).isEqualTo(zero.apply(0)).isLessThan(-1);
    }

    @Test
    void what_tells_nothing_apart_is_left_out_and_said() {
      double[] rare = new double[N];
      rare[7] = 3;
      double[] unknown = new double[N];
      Arrays.fill(unknown, Double.NaN);
      double[] constant = new double[N];
      Arrays.fill(constant, 4);
      Preparation preparation =
          plain.train(matrix(normal, rare, unknown, constant), columns("a", "a", "b", "c"));

      assertThat(preparation.columns()).containsExactly("f0");
      assertThat(preparation.explain())
          .element(0, InstanceOfAssertFactories.STRING)
          .startsWith("f0 (a): as it is")
          .endsWith("weight 1.000");
      assertThat(preparation.explain())
          .contains(
              "f1: left out, since it is 0.00 for all but the few at its ends",
              "f2: left out, since it is not known of anybody",
              "f3: left out, since it is 4.00 for everybody");
    }
  }

  @Nested
  class Weights {

    @Test
    void families_weigh_the_same_however_many_features_they_have() {
      Preparation preparation = plain.train(matrix(normal, spend, wild), columns("a", "b", "b"));

      assertThat(preparation.treatments().get(0).weight()).isEqualTo(1);
      assertThat(preparation.treatments().get(1).weight()).isEqualTo(Math.sqrt(0.5));
      assertThat(preparation.treatments().get(2).weight()).isEqualTo(Math.sqrt(0.5));
    }

    @Test
    void what_told_the_future_weighs_more_and_nothing_vanishes() {
      List<InputColumn> columns = columns("a", "b", "c");
      Preparation preparation =
          plain.train(
              matrix(normal, spend, wild),
              List.of(
                  columns.get(0).withAssociation(0.4),
                  columns.get(1).withAssociation(0.1),
                  columns.get(2).withAssociation(0)));

      assertThat(preparation.treatments().stream().map(Treatment::weight))
          .containsExactly(1.0, Math.sqrt(0.25), Math.sqrt(0.1));
    }

    @Test
    void association_is_the_square_of_the_correlation_of_ranks() {
      double[] x = {1, 2, 3, 4, 5, Double.NaN};
      assertThat(Association.squaredSpearman(x, new double[] {1, 8, 27, 64, 125, 0}))
          .isCloseTo(1, within(1e-15));
      assertThat(Association.squaredSpearman(x, new double[] {5, 4, 3, 2, 1, 0}))
          .isCloseTo(1, within(1e-15));
      // ranks 1 2 3 4 5 and 1 2.5 2.5 5 4: correlation .8720815992723809
      assertThat(Association.squaredSpearman(x, new double[] {1, 2, 2, 9, 7, 0}))
          .isCloseTo(0.7605263157894736, within(1e-12));
      assertThat(Association.squaredSpearman(x, new double[6])).isZero();
      assertThatThrownBy(() -> Association.squaredSpearman(x, new double[5]))
          .hasMessage("Invalid target: 5 values (must be 6)");
    }
  }

  @Nested
  class Frozen {

    private final Preparation preparation =
        new PreparationTrainer(config)
            .train(matrix(normal, spend, wild, normal), columns("a", "b", "b", "c"));

    @Test
    void one_row_has_the_bits_of_all_at_once() {
      FeatureMatrix matrix = matrix(normal, spend, wild, normal);
      Points points = preparation.prepare(matrix);
      double[] point = new double[preparation.dimensions()];
      for (int i = 0; i < N; i++) {
        preparation.prepare(new double[] {normal[i], spend[i], wild[i], normal[i]}, point);
        for (int m = 0; m < point.length; m++) {
          assertThat(point[m]).isEqualTo(points.at(i, m));
        }
      }
    }

    @Test
    void text_restores_it_bit_for_bit() {
      String text = preparation.text();
      Preparation restored = Preparation.parse(text);

      assertThat(restored.text()).isEqualTo(text);
      assertThat(restored).isEqualTo(preparation).hasSameHashCodeAs(preparation);
      assertThat(restored.explain()).isEqualTo(preparation.explain());
      FeatureMatrix matrix = matrix(normal, spend, wild, normal);
      assertThat(restored.prepare(matrix).values()).isEqualTo(preparation.prepare(matrix).values());
    }

    @Test
    void java_serialization_restores_it_too() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(preparation);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(preparation);
      }
    }

    @Test
    void other_text_is_refused_with_the_line() {
      assertThatThrownBy(() -> Preparation.parse("nonsense"))
          .hasMessage("Cannot read a preparation: it does not begin with 'preparation 1'");
      assertThatThrownBy(() -> Preparation.parse("preparation 1\nnonsense"))
          .hasMessage("Cannot read a preparation: line 2: unknown word nonsense");
      assertThatThrownBy(() -> Preparation.parse(preparation.text().replace("NONE", "SOME")))
          .hasMessageStartingWith("Cannot read a preparation: line 2: ");
    }

    @Test
    void a_row_of_another_length_is_refused() {
      assertThatThrownBy(() -> preparation.prepare(new double[3], new double[3]))
          .hasMessageStartingWith("Invalid row: 3 values to a point of 3 (must be 4 to ");
      assertThatThrownBy(() -> preparation.prepare(matrix(normal)))
          .hasMessage("Unknown column: f1 (there are [f0])");
    }
  }

  @Nested
  class Components {

    @Test
    void equal_features_are_one_component() {
      Preparation preparation =
          new PreparationTrainer(config).train(matrix(normal, normal), columns("a", "b"));

      assertThat(preparation.dimensions()).isEqualTo(1);
      assertThat(preparation.components().orElseThrow().kept()).isCloseTo(1, within(1e-12));
      assertThat(preparation.explain())
          .contains(
              "2 features are told in 1 principal components, which keep 100.0 % of the variance");
    }

    @Test
    void all_components_keep_all_distances() {
      Points points =
          plain
              .train(matrix(normal, spend, wild), columns("a", "b", "c"))
              .prepare(matrix(normal, spend, wild));
      PrincipalComponents components = PrincipalComponents.of(points, 1);
      Points turned = components.represent(points);

      assertThat(components.dimensions()).isEqualTo(3);
      double[] variances = new double[3];
      for (int i = 1; i < N; i++) {
        double squared = points.squaredDistance(i, i - 1);
        assertThat(turned.squaredDistance(i, i - 1)).isCloseTo(squared, within(1e-9));
        for (int m = 0; m < 3; m++) {
          variances[m] += turned.at(i, m) * turned.at(i, m);
        }
      }
      assertThat(variances[0]).isGreaterThan(variances[1]);
      assertThat(variances[1]).isGreaterThan(variances[2]);
      double[] one = new double[3];
      components.represent(Arrays.copyOf(points.values(), 3), one);
      assertThat(one).isEqualTo(Arrays.copyOf(turned.values(), 3));
    }
  }

  @Nested
  class BadInput {

    @Test
    void nothing_that_tells_apart_is_one_dimension_of_zeros() {
      Preparation preparation = plain.train(matrix(new double[5]), columns("a"));

      assertThat(preparation.prepare(matrix(new double[5])).values()).containsOnly(0).hasSize(5);
      assertThat(preparation.dropped()).hasSize(1);
    }

    @Test
    void what_cannot_be_meant_is_refused() {
      InputColumn column = InputColumn.of("f0", "a", Missing.ZERO);
      assertThatThrownBy(() -> plain.train(matrix(normal), List.of(column, column)))
          .hasMessage("Invalid columns: f0 is there twice (must be once)");
      assertThatThrownBy(() -> plain.train(matrix(new double[0]), List.of(column)))
          .hasMessage("Cannot prepare features: there is no row");
      assertThatThrownBy(() -> column.withAssociation(2))
          .hasMessage("Invalid association of f0: 2.0 (must be within [0, 1])");
      assertThatThrownBy(() -> config.withKept(0))
          .hasMessage("Invalid segment.prepare.kept: 0.0 (must be within (0, 1])");
    }
  }

  private Treatment only(double[] column, Missing missing) {
    List<InputColumn> columns = List.of(InputColumn.of("f0", "a", missing));
    return plain.train(matrix(column), columns).treatments().get(0);
  }

  private static List<InputColumn> columns(String... families) {
    List<InputColumn> columns = new ArrayList<>();
    for (String family : families) {
      columns.add(InputColumn.of("f" + columns.size(), family, Missing.MEDIAN));
    }
    return columns;
  }

  private static FeatureMatrix matrix(double[]... columns) {
    return new FeatureMatrix(
        new long[columns[0].length],
        IntStream.range(0, columns.length).mapToObj(j -> "f" + j).toList(),
        columns);
  }

  private interface Draw {
    double from(RandomStream random);
  }

  private static double[] drawn(long stream, Draw draw) {
    RandomStream random = RandomSource.seeded(4).stream(stream);
    double[] values = new double[N];
    Arrays.setAll(values, i -> draw.from(random));
    return values;
  }
}
