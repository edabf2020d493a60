// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvaluateTest {

  private static final Offset<Double> TINY = within(1e-12);

  /** The example of Bagga and Baldwin 1998: twelve mentions of three things, two responses. */
  @Nested
  class BaggaAndBaldwin {

    private final long[] truth = {1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3};

    @Test
    void the_small_chain_with_a_large_one_has_a_precision_of_76_percent() {
      ClusterAgreement of =
          ClusterAgreement.of(truth, new long[] {7, 7, 7, 7, 7, 9, 9, 9, 9, 9, 9, 9});

      assertThat(of.bcubedPrecision()).isCloseTo(0.762, within(0.0005));
      assertThat(of.bcubedPrecision()).isCloseTo((5 + 4 / 7.0 + 25 / 7.0) / 12, TINY);
      assertThat(of.bcubedRecall()).isEqualTo(1);
      assertThat(of.pairs()).isEqualTo(new Agreement(21, 10, 0));
      assertThat(of.clusters()).isEqualTo(new Agreement(1, 1, 2));
    }

    @Test
    void the_two_large_chains_together_have_a_precision_of_58_percent() {
      ClusterAgreement of =
          ClusterAgreement.of(truth, new long[] {7, 7, 7, 7, 7, 9, 9, 7, 7, 7, 7, 7});

      assertThat(of.bcubedPrecision()).isCloseTo(7 / 12.0, TINY);
      assertThat(of.bcubedRecall()).isEqualTo(1);
      assertThat(of.bcubedF1()).isCloseTo(2 * 7 / 12.0 / (1 + 7 / 12.0), TINY);
    }

    @Test
    void all_alone_has_the_recall_of_chains_over_mentions() {
      ClusterAgreement of =
          ClusterAgreement.of(truth, new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

      assertThat(of.bcubedPrecision()).isEqualTo(1);
      assertThat(of.bcubedRecall()).isCloseTo(3 / 12.0, TINY);
      assertThat(of.pairs().precision()).as("nothing found, nothing wrong").isEqualTo(1);
      assertThat(of.pairs().f1()).isZero();
    }
  }

  @Nested
  class Clusters {

    @Test
    void nothing_agrees_with_nothing() {
      ClusterAgreement of = ClusterAgreement.of(new long[0], new long[0]);

      assertThat(of.pairs().f1()).isEqualTo(1);
      assertThat(of.bcubedF1()).isEqualTo(1);
      assertThatThrownBy(() -> ClusterAgreement.of(new long[1], new long[2]))
          .hasMessage("Invalid partitions: of 1 and 2 records (must be of the same)");
    }

    @Property(tries = 200)
    void counts_are_those_of_looking_at_each_pair(
        @ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
      Random random = new Random(seed);
      long[] truth = random.longs(n, 0, 8).toArray();
      long[] found = random.longs(n, 0, 8).map(c -> 1000 - c).toArray();
      long both = 0;
      long onlyFound = 0;
      long onlyTrue = 0;
      double precision = 0;
      double recall = 0;
      for (int a = 0; a < n; a++) {
        double same = 0;
        double inTrue = 0;
        double inFound = 0;
        for (int b = 0; b < n; b++) {
          boolean isTrue = truth[a] == truth[b];
          boolean isFound = found[a] == found[b];
          same += isTrue && isFound ? 1 : 0;
          inTrue += isTrue ? 1 : 0;
          inFound += isFound ? 1 : 0;
          both += a < b && isTrue && isFound ? 1 : 0;
          onlyFound += a < b && !isTrue && isFound ? 1 : 0;
          onlyTrue += a < b && isTrue && !isFound ? 1 : 0;
        }
        precision += same / inFound;
        recall += same / inTrue;
      }

      ClusterAgreement of = ClusterAgreement.of(truth, found);

      assertThat(of.pairs()).isEqualTo(new Agreement(both, onlyFound, onlyTrue));
      assertThat(of.bcubedPrecision()).isCloseTo(precision / n, within(1e-9));
      assertThat(of.bcubedRecall()).isCloseTo(recall / n, within(1e-9));
      ClusterAgreement turned = ClusterAgreement.of(found, truth);
      assertThat(turned.bcubedPrecision()).isCloseTo(of.bcubedRecall(), within(1e-9));
      assertThat(ClusterAgreement.of(truth, truth).clusters().f1()).isEqualTo(1);
    }
  }

  @Nested
  class Probabilities {

    @Test
    void bins_say_what_was_said_and_what_came_true() {
      double[] said = {0.1, 0.1, 0.9, 0.9, 1};
      boolean[] cameTrue = {false, true, true, true, true};

      Calibration of = Calibration.ofWidths(said, cameTrue, 2);

      assertThat(of.bins()).hasSize(2);
      assertThat(of.bins().get(0)).isEqualTo(new Calibration.Bin(0, 0.5, 2, 0.1, 0.5));
      assertThat(of.bins().get(1).count()).isEqualTo(3);
      assertThat(of.expectedError()).isCloseTo((0.8 + 0.2) / 5, TINY);
      assertThat(of.brier()).isCloseTo((0.01 + 0.81 + 0.01 + 0.01) / 5, TINY);
      assertThat(of.logLoss()).isCloseTo(-(3 * Math.log(0.9) + Math.log(0.1)) / 5, within(1e-9));
    }

    @Test
    void what_is_as_likely_as_said_has_no_error_to_speak_of() {
      Random random = new Random(2);
      double[] said = random.doubles(100_000).toArray();
      boolean[] cameTrue = new boolean[said.length];
      boolean[] bolder = new boolean[said.length];
      for (int i = 0; i < said.length; i++) {
        cameTrue[i] = random.nextDouble() < said[i];
        bolder[i] = random.nextDouble() < said[i] * said[i];
      }

      assertThat(Calibration.ofWidths(said, cameTrue, 10).expectedError()).isLessThan(0.01);
      assertThat(Calibration.ofCounts(said, cameTrue, 10).expectedError()).isLessThan(0.01);
      assertThat(Calibration.ofCounts(said, cameTrue, 10).bins())
          .allMatch(bin -> bin.count() == 10_000);
      assertThat(Calibration.ofCounts(said, bolder, 10).expectedError())
          .isCloseTo(1 / 6.0, within(0.01));
    }

    @Test
    void nothing_said_is_no_error_and_what_is_no_probability_is_refused() {
      assertThat(Calibration.ofCounts(new double[0], new boolean[0], 5).expectedError()).isZero();
      assertThatThrownBy(() -> Calibration.ofWidths(new double[] {1.5}, new boolean[1], 5))
          .hasMessage("Invalid probability: 1.5 (must be within 0 and 1)");
      assertThatThrownBy(() -> Calibration.ofWidths(new double[1], new boolean[1], 0))
          .hasMessage("Invalid bins: 0 (must be >= 1)");
    }

    @Test
    void the_curve_has_each_threshold_and_the_best() {
      ThresholdCurve curve =
          ThresholdCurve.of(
              new double[] {0.9, 0.2, 0.6, 0.6}, new boolean[] {true, false, true, false}, 1);

      assertThat(curve.points())
          .containsExactly(
              new ThresholdCurve.Point(0.2, new Agreement(2, 2, 1)),
              new ThresholdCurve.Point(0.6, new Agreement(2, 1, 1)),
              new ThresholdCurve.Point(0.9, new Agreement(1, 0, 2)),
              new ThresholdCurve.Point(1, new Agreement(0, 0, 3)));
      assertThat(curve.best().threshold()).isEqualTo(0.6);
    }

    @Test
    void a_long_curve_is_thinned_and_keeps_its_ends_and_the_best() {
      Random random = new Random(3);
      double[] said = random.doubles(10_000).toArray();
      boolean[] cameTrue = new boolean[said.length];
      for (int i = 0; i < said.length; i++) {
        cameTrue[i] = random.nextDouble() < said[i];
      }
      ThresholdCurve curve = ThresholdCurve.of(said, cameTrue, 0);

      assertThat(curve.points()).hasSize(201);
      assertThat(curve.points().get(0).agreement().recall()).isEqualTo(1);
      assertThat(curve.points().get(200).threshold()).isEqualTo(1);
      assertThat(curve.points())
          .allMatch(point -> point.agreement().f1() <= curve.best().agreement().f1());
    }
  }

  @Nested
  class Pairs {

    private final PairEvaluation pairs =
        new PairEvaluation(
            List.of(
                LabelledPair.compared(1, 2, 1, 0.95, true),
                LabelledPair.compared(1, 3, 0, 0.7, true),
                LabelledPair.compared(2, 3, 0.2, 0.9, true),
                LabelledPair.compared(4, 5, 1, 0.3, false),
                LabelledPair.compared(4, 6, 0.8, 0.1, false),
                LabelledPair.compared(4, 7, 0, 0.1, false),
                LabelledPair.neverCompared(8, 9, 1, false),
                LabelledPair.neverCompared(1, 9, 0, false),
                LabelledPair.neverCompared(5, 9, 1, true)));

    @Test
    void customers_and_probabilities_are_judged_apart() {
      assertThat(pairs.ofCustomers()).isEqualTo(new Agreement(2, 2, 3));
      assertThat(pairs.atThreshold(0.5)).isEqualTo(new Agreement(1, 2, 4));
      assertThat(pairs.atThreshold(0)).as("compared ones").isEqualTo(new Agreement(3, 3, 2));
      assertThat(pairs.calibration().count()).isEqualTo(6);
      assertThat(pairs.curve().points().get(0).agreement()).isEqualTo(new Agreement(3, 3, 2));
    }

    @Test
    void the_worst_errors_come_first() {
      assertThat(pairs.falsePairs(5))
          .extracting(LabelledPair::probability)
          .containsExactly(0.9, 0.7);
      assertThat(pairs.missedPairs(5))
          .extracting(LabelledPair::probability)
          .containsExactly(0.1, 0.3);
      assertThat(pairs.missedPairs(1)).hasSize(1);
      assertThat(pairs.neverCompared(5))
          .containsExactly(LabelledPair.neverCompared(8, 9, 1, false));
    }

    @Test
    void what_cannot_be_is_refused() {
      assertThatThrownBy(() -> LabelledPair.compared(1, 2, 2, 0.5, true))
          .hasMessage("Invalid label: 2.0 (must be within 0, no match, and 1, a match)");
      assertThatThrownBy(() -> LabelledPair.compared(1, 2, 1, Double.NaN, true))
          .hasMessageStartingWith("Invalid probability: NaN");
      assertThatThrownBy(() -> new Agreement(-1, 0, 0))
          .hasMessage("Invalid agreement: -1, 0, 0 (must be >= 0)");
    }
  }
}
