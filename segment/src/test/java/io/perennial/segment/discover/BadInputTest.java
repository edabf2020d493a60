// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever customers are like, there is a segment for each, and every number is one. */
class BadInputTest {

  private static final FeatureMatrix CUSTOMERS = Shop.of(120, 5).features();

  /** Some rows of some customers, in an order, with values changed. */
  private static FeatureMatrix made(
      int rows, IntUnaryOperator row, UnaryOperator<double[]> changed) {
    double[][] columns = new double[CUSTOMERS.names().size()][rows];
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < rows; i++) {
        columns[c][i] = CUSTOMERS.at(row.applyAsInt(i), c);
      }
      columns[c] = changed.apply(columns[c]);
    }
    return new FeatureMatrix(
        IntStream.range(0, rows).mapToLong(i -> 1_000 + i).toArray(), CUSTOMERS.names(), columns);
  }

  private static double[] filled(int rows, double value) {
    double[] values = new double[rows];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] every(double[] values, int oneOf, double value) {
    double[] some = values.clone();
    for (int i = 0; i < some.length; i += oneOf) {
      some[i] = value;
    }
    return some;
  }

  private static FeatureMatrix oneColumn(UnaryOperator<double[]> changed) {
    double[][] columns = CUSTOMERS.names().stream().map(CUSTOMERS::column).toArray(double[][]::new);
    columns[2] = changed.apply(columns[2]);
    return new FeatureMatrix(
        IntStream.range(0, CUSTOMERS.rows()).mapToLong(i -> i).toArray(),
        CUSTOMERS.names(),
        columns);
  }

  static Stream<Arguments> customers() {
    int n = CUSTOMERS.rows();
    return Stream.of(
        Arguments.of("all missing", made(n, i -> i, values -> filled(n, Double.NaN))),
        Arguments.of("one feature missing", oneColumn(values -> filled(n, Double.NaN))),
        Arguments.of("most missing", made(n, i -> i, values -> known(values, 40))),
        Arguments.of("constant", made(n, i -> i, values -> filled(n, 3))),
        Arguments.of("one feature constant", oneColumn(values -> filled(n, 0))),
        Arguments.of("all equal", made(n, i -> 0, values -> values)),
        Arguments.of("two distinct", made(n, i -> i % 2, values -> values)),
        Arguments.of("each forty times", made(n, i -> i % 3, values -> values)),
        Arguments.of("an outlier of 1e12", oneColumn(values -> every(values, n, 1e12))),
        Arguments.of("outliers of 1e12", oneColumn(values -> every(values, 20, 1e12))),
        Arguments.of("outliers below zero", oneColumn(values -> every(values, 20, -1e12))),
        Arguments.of("all of 1e300", made(n, i -> i, values -> times(values, 1e300))),
        Arguments.of("all near zero", made(n, i -> i, values -> times(values, 1e-300))));
  }

  private static double[] known(double[] values, int oneOf) {
    double[] few = filled(values.length, Double.NaN);
    for (int i = 0; i < values.length; i += oneOf) {
      few[i] = values[i];
    }
    return few;
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("customers")
  void leads_to_segments(String what, FeatureMatrix features) {
    double[] spent = new double[features.rows()];
    Arrays.setAll(spent, i -> i % 9);

    sensible(what, discovered(features, List.of()), features);
    sensible(
        what + ", with a past",
        discovered(features, List.of(Look.past(features, spent, 0, Shop.MONTH))),
        features);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void so_few_customers_lead_to_segments(int customers) {
    FeatureMatrix few = made(customers, i -> i, values -> values);
    BehaviourModel model = discovered(few, List.of());

    sensible("few", model, few);
    assertThat(model.segments().size()).as("segments").isLessThanOrEqualTo(customers);
    FeatureMatrix one = made(1, i -> 0, values -> values);
    Look past = Look.past(one, new double[] {7}, 0, Shop.MONTH);
    sensible("few, with a past of one", discovered(few, List.of(past)), few);
  }

  @Test
  void without_a_feature_all_are_one_segment() {
    FeatureMatrix none = new FeatureMatrix(new long[] {1, 2, 3}, List.of(), new double[0][]);
    BehaviourModel model =
        new Discovery(Shop.config(3), List.of(), Shop::named, RandomSource.seeded(1))
            .discover(Look.now(none, Shop.MONTH), List.of(), Optional.empty())
            .model();

    assertThat(model.segments()).hasSize(1);
    sensible("no feature", model, none);
  }

  @Test
  void those_who_are_equal_are_in_the_same_segment() {
    FeatureMatrix thrice = made(120, i -> i % 40, values -> values);
    Placements placed = discovered(thrice, List.of()).place(thrice);

    for (int i = 40; i < 120; i++) {
      assertThat(placed.segments()[i]).as("customer %d", i).isEqualTo(placed.segments()[i - 40]);
    }
  }

  @Test
  void a_fit_after_one_of_all_missing_starts_with_what_there_is() {
    FeatureMatrix missing = made(120, i -> i, values -> filled(values.length, Double.NaN));
    BehaviourModel before = discovered(missing, List.of());

    BehaviourModel after =
        Shop.discovery(4)
            .discover(Look.now(CUSTOMERS, 3 * Shop.MONTH), List.of(), Optional.of(before))
            .model();

    sensible("after nothing", after, CUSTOMERS);
    assertThat(after.segments()).as("segments").hasSizeGreaterThan(1);
  }

  private static BehaviourModel discovered(FeatureMatrix features, List<Look> past) {
    return Shop.discovery(4)
        .discover(Look.now(features, 2 * Shop.MONTH), past, Optional.empty())
        .model();
  }

  private static void sensible(String what, BehaviourModel model, FeatureMatrix features) {
    List<Double> numbers = new ArrayList<>();
    Placements placed = model.place(features);
    for (double[] values :
        List.of(
            placed.propensities(),
            placed.distances(),
            placed.agreements(),
            placed.typicalities())) {
      Arrays.stream(values).forEach(numbers::add);
    }
    assertThat(model.segments()).as(what).isNotEmpty();
    assertThat(Arrays.stream(placed.segments()).boxed().toList())
        .as(what + ": segments")
        .allMatch(s -> s >= 0 && s < model.segments().size());
    assertThat(numbers).as(what + ": numbers").allMatch(Double::isFinite);
    assertThat(model.segments())
        .as(what + ": stability")
        .allMatch(segment -> segment.stability() >= 0 && segment.stability() <= 1);
    assertThat(BehaviourModel.parse(model.text()).text()).as(what).isEqualTo(model.text());
  }
}
