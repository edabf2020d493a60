// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import io.perennial.segment.assign.Population.Customers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SegmentModelTest {

  private static final Population POPULATION = Population.overlapping(4, 2.5, 0.4, 0.3, 0.2, 0.1);

  private static SegmentModelTrainer trainer(SegmentModelConfig config) {
    return new SegmentModelTrainer(config, RandomSource.seeded(5));
  }

  private static SegmentModel train(Points points, Partition partition) {
    return trainer(SegmentModelConfig.defaults()).train(points, partition);
  }

  private static SegmentModel fitted(Population population, int n, long seed) {
    Customers customers = population.customers(n, seed);
    return train(customers.points(), customers.nearest(population.means()));
  }

  private static Reliability truth(SegmentModel model, Population population, long seed) {
    Customers newcomers = population.customers(20_000, seed);
    Reliability reliability = new Reliability();
    Assigner assigner = model.assigner();
    double[] p = new double[model.segments()];
    for (int i = 0; i < newcomers.truth().length; i++) {
      assigner.memberships(newcomers.point(i), p);
      reliability.add(p, newcomers.truth()[i]);
    }
    return reliability;
  }

  @Nested
  class Probabilities {

    @Test
    void of_newcomers_are_right_as_often_as_they_say_where_populations_overlap() {
      SegmentModel model = fitted(POPULATION, 5_000, 1);

      assertThat(truth(model, POPULATION, 2).error()).isLessThan(0.02);
      assertThat(model.agreement()).isGreaterThan(0.9);
    }

    @Test
    void are_right_where_features_say_the_same_several_times() {
      Population alike = Population.overlapping(6, 2.2, 0.4, 0.35, 0.25).withCommon(0.7);

      assertThat(truth(fitted(alike, 5_000, 3), alike, 4).error()).isLessThan(0.02);
    }

    @Test
    void heed_the_tails_of_lopsided_features() {
      Population lopsided =
          Population.overlapping(6, 3.5, 0.35, 0.3, 0.2, 0.15).withCommon(0.3).lopsided();
      SegmentModel model = fitted(lopsided, 5_000, 3);

      assertThat(model.text()).doesNotContain("tails 0.0\n");
      assertThat(truth(model, lopsided, 4).error()).isLessThan(0.025);
      assertThat(fitted(POPULATION, 5_000, 1).text()).contains("tails 0.0\n");
    }

    @Test
    void of_a_small_sample_are_less_sure_than_its_scores() {
      Population few = Population.overlapping(10, 2, 0.5, 0.5);
      SegmentModel model = fitted(few, 150, 5);

      assertThat(model.calibration().temperature()).isGreaterThan(1);
      assertThat(truth(model, few, 6).logLoss())
          .isLessThan(truth(model.withCalibration(Calibration.none(2)), few, 6).logLoss());
    }

    @Test
    void beat_those_of_a_partition_taken_as_it_is() {
      Customers customers = POPULATION.customers(5_000, 1);
      Partition partition = customers.nearest(POPULATION.means());
      SegmentModel plain =
          trainer(SegmentModelConfig.defaults().withSteps(0).withRefits(0))
              .train(customers.points(), partition);

      assertThat(truth(plain, POPULATION, 2).error())
          .isGreaterThan(2 * truth(train(customers.points(), partition), POPULATION, 2).error());
    }

    @Test
    void calibrated_to_refits_foretell_what_a_refit_says_of_customers_it_did_not_see() {
      Population cloud = Population.overlapping(3, 1.5, 0.4, 0.3, 0.3);
      Customers all = cloud.customers(6_000, 7);
      SegmentModel model = fitted(cloud, 400, 8);
      int n = all.truth().length;
      Reliability before = new Reliability();
      Reliability after = new Reliability();
      double[] p = new double[3];
      // Re-fits on 400 customers each, asked of 1,500 others: half to learn from, half to check.
      int[] labels = new int[n];
      for (int refit = 0; refit < 8; refit++) {
        Assigner other = fitted(cloud, 400, 100 + refit).assigner();
        for (int i = refit * n / 8; i < (refit + 1) * n / 8; i++) {
          labels[i] = other.assign(all.point(i));
        }
      }
      int[] half = labels.clone();
      for (int i = 0; i < n; i += 2) {
        half[i] = Partition.NOISE;
      }
      SegmentModel learned = model.calibratedTo(all.points(), half);
      Assigner asBefore = model.assigner();
      Assigner asLearned = learned.assigner();
      for (int i = 0; i < n; i += 2) {
        asBefore.memberships(all.point(i), p);
        before.add(p, labels[i]);
        asLearned.memberships(all.point(i), p);
        after.add(p, labels[i]);
      }

      assertThat(after.error()).isLessThan(0.04);
      assertThat(after.logLoss()).isLessThan(before.logLoss());
    }

    @Test
    void sum_to_one_and_the_largest_is_where_the_customer_is_put() {
      SegmentModel model = fitted(POPULATION, 1_000, 9);
      Assigner assigner = model.assigner();
      double[] p = new double[4];
      Customers some = POPULATION.customers(100, 10);
      for (int i = 0; i < 100; i++) {
        int segment = assigner.memberships(some.point(i), p);

        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(p[segment]).isEqualTo(Arrays.stream(p).max().orElseThrow());
        assertThat(assigner.assign(some.point(i))).isEqualTo(segment);
      }
    }
  }

  @Nested
  class Distances {

    @Test
    void are_in_units_of_the_segments_spread() {
      SegmentModel model = fitted(POPULATION, 5_000, 11);
      Customers newcomers = POPULATION.customers(5_000, 12);
      double sum = 0;
      int counted = 0;
      for (int i = 0; i < 5_000; i++) {
        if (newcomers.truth()[i] == 0) {
          double distance = model.assigner().distance(newcomers.point(i), 0);
          sum += distance * distance;
          counted++;
        }
      }

      assertThat(sum / counted).isCloseTo(1, within(0.06));
    }

    @Test
    void typicality_of_newcomers_is_uniform() {
      for (Population population : List.of(POPULATION, POPULATION.lopsided())) {
        SegmentModel model = fitted(population, 5_000, 13);
        Customers newcomers = population.customers(20_000, 14);
        Assigner assigner = model.assigner();
        double[] typical = new double[20_000];
        for (int i = 0; i < typical.length; i++) {
          typical[i] = assigner.typicality(newcomers.point(i));
        }
        for (double level : new double[] {0.001, 0.01, 0.1, 0.5}) {
          double share = Arrays.stream(typical).filter(t -> t < level).count() / 20_000.0;

          assertThat(share).isBetween(level * 0.5, level * 1.6);
        }
      }
    }

    @Test
    void a_newcomer_unlike_anybody_is_told_as_such() {
      Assigner assigner = fitted(POPULATION, 5_000, 15).assigner();

      assertThat(assigner.typicality(new double[] {9, 9, 9, 9})).isLessThan(1e-6);
      assertThat(assigner.typicality(POPULATION.means()[1])).isGreaterThan(0.2);
    }
  }

  @Nested
  class Means {

    @Test
    void and_spreads_and_shares_are_those_of_the_populations() {
      Population alike = Population.overlapping(3, 4, 0.5, 0.3, 0.2).withCommon(0.5);
      SegmentModel model = fitted(alike, 20_000, 16);
      for (int s = 0; s < 3; s++) {
        assertThat(model.share(s)).isCloseTo(alike.shares()[s], within(0.02));
        for (int j = 0; j < 3; j++) {
          assertThat(model.centroid(s)[j]).isCloseTo(alike.means()[s][j], within(0.08));
          assertThat(model.spread(s)[j]).isCloseTo(alike.spreads()[s], within(0.08));
        }
      }
    }

    @Test
    void heed_the_confident_more() {
      Points points = Points.of(new double[][] {{0}, {1}, {10}, {11}});
      SegmentModel model =
          trainer(SegmentModelConfig.defaults().withSteps(0))
              .train(
                  points,
                  Partition.of(new int[] {0, 0, 1, 1}),
                  new double[] {1, 0.25, 1, 1},
                  List.of("low", "high"));

      assertThat(model.centroid(0)[0]).isCloseTo(0.2, within(1e-9));
      assertThat(model.centroid(1)[0]).isCloseTo(10.5, within(1e-9));
      assertThat(model.ids()).containsExactly("low", "high");
    }
  }

  @Nested
  class WithoutGaps {

    @Test
    void a_cloud_cut_into_pieces_keeps_them() {
      Customers cloud = Population.overlapping(2, 0, 1).customers(4_000, 21);
      Partition pieces = cloud.nearest(new double[][] {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}});
      SegmentModel model = train(cloud.points(), pieces);
      Assigner assigner = model.assigner();
      double[] p = new double[4];
      int kept = 0;
      for (int i = 0; i < 4_000; i++) {
        kept += assigner.assign(cloud.point(i)) == pieces.labels()[i] ? 1 : 0;
      }

      assertThat(model.agreement()).isGreaterThanOrEqualTo(0.9);
      assertThat(kept).isGreaterThan(3_500);
      assigner.memberships(new double[2], p);
      assertThat(Arrays.stream(p).max().orElseThrow()).isLessThan(0.5);
    }
  }

  @Nested
  class Frozen {

    private final SegmentModel model = fitted(POPULATION, 800, 17);

    @Test
    void a_model_comes_back_from_its_text_bit_for_bit() {
      SegmentModel back = SegmentModel.parse(model.text());
      Customers some = POPULATION.customers(200, 18);
      double[] p = new double[4];
      double[] q = new double[4];
      for (int i = 0; i < 200; i++) {
        model.assigner().memberships(some.point(i), p);
        back.assigner().memberships(some.point(i), q);

        assertThat(q).isEqualTo(p);
      }

      assertThat(back).isEqualTo(model).hasSameHashCodeAs(model);
      assertThat(back.text()).isEqualTo(model.text());
    }

    @Test
    void a_model_is_serialized() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(model);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(model);
      }
    }

    @Test
    void the_same_bits_on_one_thread_and_on_several() throws Exception {
      Customers customers = POPULATION.customers(4_000, 19);
      Partition partition = customers.nearest(POPULATION.means());
      ForkJoinPool one = new ForkJoinPool(1);
      ForkJoinPool four = new ForkJoinPool(4);
      try {
        assertThat(one.submit(() -> train(customers.points(), partition)).get())
            .isEqualTo(four.submit(() -> train(customers.points(), partition)).get());
      } finally {
        one.shutdown();
        four.shutdown();
      }
    }

    @Test
    void other_text_is_refused() {
      assertThatThrownBy(() -> SegmentModel.parse("segment model 7\n"))
          .hasMessage("Invalid segment model: no line \"segment model 1\" (must be the first)");
      assertThatThrownBy(
              () -> SegmentModel.parse(model.text().replaceFirst("scale [^ ]+", "scale")))
          .hasMessage("Invalid segment model: 3 numbers of scale (must be 4)");
      assertThatThrownBy(() -> SegmentModel.parse(model.text().replace("shares", "parts")))
          .hasMessage("Invalid segment model: line \"parts\" (must be shares)");
    }
  }

  @Nested
  class BadInput {

    private void answers(SegmentModel model, double[]... points) {
      Assigner assigner = model.assigner();
      double[] p = new double[model.segments()];
      for (double[] point : points) {
        int segment = assigner.memberships(point, p);

        assertThat(segment).isBetween(0, model.segments() - 1);
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
        assertThat(assigner.typicality(point)).isBetween(0.0, 1.0);
        assertThat(assigner.distance(point, segment)).isFinite().isNotNegative();
      }
      assertThat(model.text()).doesNotContain("NaN").doesNotContain("Infinity");
      assertThat(SegmentModel.parse(model.text())).isEqualTo(model);
    }

    @Test
    void one_customer_is_a_segment() {
      answers(
          train(Points.of(new double[][] {{3, 4}}), Partition.of(new int[] {0})),
          new double[] {3, 4},
          new double[] {-1e300, 1e300},
          new double[] {Double.NaN, Double.POSITIVE_INFINITY});
    }

    @Test
    void a_customer_each_is_a_segment_each() {
      Points points = Points.of(new double[][] {{0, 1}, {5, 1}, {9, 1}});
      SegmentModel model = train(points, new Partition(new int[] {0, 1, 2}, 3));

      answers(model, new double[] {0, 1}, new double[] {Double.NaN, Double.NaN});
      assertThat(model.assigner().assign(new double[] {5.1, 1})).isEqualTo(1);
    }

    @Test
    void constants_duplicates_and_outliers() {
      double[] values = new double[300 * 3];
      int[] labels = new int[300];
      for (int i = 0; i < 300; i++) {
        labels[i] = i % 2;
        values[i * 3] = 4;
        values[i * 3 + 1] = i % 2;
        values[i * 3 + 2] = i % 5;
      }
      values[2] = 1e12;
      SegmentModel model = train(new Points(values, 3), Partition.of(labels));

      answers(
          model,
          new double[] {4, 0, 2},
          new double[] {5, 1, 1e12},
          new double[] {Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.NaN});
      assertThat(model.assigner().assign(new double[] {4, 0, 2})).isZero();
      assertThat(model.assigner().assign(new double[] {4, 1, 2})).isOne();
    }

    @Test
    void noise_is_not_learned_from_and_nothing_but_noise_has_no_segment() {
      Points points = Points.of(new double[][] {{0}, {1}, {1e9}});
      SegmentModel model = train(points, Partition.of(new int[] {0, 0, -1}));

      assertThat(model.centroid(0)[0]).isCloseTo(0.5, within(1e-9));
      SegmentModel none = train(points, Partition.of(new int[] {-1, -1, -1}));
      assertThat(none.assigner().assign(new double[] {0})).isEqualTo(Partition.NOISE);
      assertThat(none.assigner().typicality(new double[] {0})).isZero();
      assertThat(SegmentModel.parse(none.text())).isEqualTo(none);
    }

    @Test
    void what_does_not_fit_together_is_refused() {
      Points points = Points.of(new double[][] {{0}, {1}});
      assertThatThrownBy(() -> train(points, Partition.of(new int[] {0})))
          .hasMessage(
              "Invalid partition: 1 labels and 2 confidences for 2 points"
                  + " (must be one of each for each)");
      SegmentModel model = train(points, Partition.of(new int[] {0, 1}));
      assertThatThrownBy(() -> model.assigner().assign(new double[2]))
          .hasMessage("Invalid point: 2 coordinates (must be 1)");
      assertThatThrownBy(() -> model.assigner().memberships(new double[1], new double[3]))
          .hasMessage("Invalid memberships: room for 3 (must be 2)");
    }
  }

  @Test
  void a_sample_of_many_customers_gives_nearly_the_same_model() {
    Customers customers = POPULATION.customers(20_000, 20);
    Partition partition = customers.nearest(POPULATION.means());
    SegmentModel sampled =
        trainer(SegmentModelConfig.defaults().withSample(3_000))
            .train(customers.points(), partition);
    for (int s = 0; s < 4; s++) {
      assertThat(sampled.share(s)).isCloseTo(POPULATION.shares()[s], within(0.03));
    }
  }
}
