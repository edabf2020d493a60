// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.perennial.identity.Components;
import io.perennial.identity.evaluate.Calibration;
import io.perennial.identity.evaluate.ClusterAgreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether confidence is what it says, where pairs are scored by the true probabilities: made-up
 * persons with 1 to 6 records, attributes with errors and gaps, told pairs by blocking.
 */
class ConfidenceTest {

  private static final int[] VALUES = {60, 400, 300, 3000, 20_000};

  /** A town of which the truth is known. */
  private static final class Town {
    final List<int[]> records = new ArrayList<>();
    final List<Integer> person = new ArrayList<>();
    final double prior;

    final double right;

    Town(int persons, double wrong, double missing, long seed) {
      right = 1 - wrong / (1 - missing);
      Random random = new Random(seed);
      long matches = 0;
      for (int p = 0; p < persons; p++) {
        int[] truth = new int[VALUES.length];
        for (int k = 0; k < VALUES.length; k++) {
          truth[k] = random.nextInt(VALUES[k]);
        }
        int count = 1;
        while (count < 6 && random.nextInt(100) < 55) {
          count++;
        }
        matches += count * (count - 1L) / 2;
        for (int r = 0; r < count; r++) {
          int[] said = new int[VALUES.length];
          for (int k = 0; k < VALUES.length; k++) {
            double what = random.nextDouble();
            said[k] = what < missing ? -1 : truth[k];
            said[k] = what > 1 - wrong ? random.nextInt(VALUES[k]) : said[k];
          }
          records.add(said);
          person.add(p);
        }
      }
      double pairs = records.size() * (records.size() - 1.0) / 2;
      prior = Math.log(matches / (pairs - matches));
    }

    double logOdds(int a, int b) {
      double sum = prior;
      for (int k = 0; k < VALUES.length; k++) {
        int one = records.get(a)[k];
        int other = records.get(b)[k];
        if (one >= 0 && other >= 0) {
          double u = 1.0 / VALUES[k];
          double m = right * right + (1 - right * right) * u;
          sum += one == other ? Math.log(m / u) : Math.log((1 - m) / (1 - u));
        }
      }
      return sum;
    }

    boolean isSame(int a, int b) {
      return person.get(a).equals(person.get(b));
    }

    /** Pairs with the same rare value. */
    Edges edges() {
      Edges edges = new Edges(records.size());
      for (int k = 2; k < VALUES.length; k++) {
        Map<Integer, List<Integer>> blocks = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
          if (records.get(i)[k] >= 0) {
            blocks.computeIfAbsent(records.get(i)[k], v -> new ArrayList<>()).add(i);
          }
        }
        for (List<Integer> block : blocks.values()) {
          for (int i = 0; i < block.size(); i++) {
            for (int j = i + 1; j < block.size(); j++) {
              edges.add(block.get(i), block.get(j), logOdds(block.get(i), block.get(j)));
            }
          }
        }
      }
      return edges;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.08, 0.25, 42, false",
    "0.2, 0.1, 7, false",
    "0.03, 0.4, 11, false",
    "0.08, 0.25, 42, true",
    "0.2, 0.1, 7, true",
    "0.03, 0.4, 11, true"
  })
  void records_belong_as_often_as_is_said(
      double wrong, double missing, long seed, boolean givePrior) {
    Town town = new Town(3_000, wrong, missing, seed);
    int n = town.records.size();
    Edges edges = town.edges();
    Set<Long> compared = new HashSet<>();
    for (int i = 0; i < edges.size(); i++) {
      compared.add(Constraints.pair(edges.a(i), edges.b(i)));
    }
    ClusterSettings settings = ClusterSettings.defaults().withPrior(givePrior ? town.prior : 0);
    PairScore score =
        (a, b) -> {
          assertThat(compared.add(Constraints.pair(a, b))).as("asked once, untold").isTrue();
          return town.logOdds(a, b);
        };
    Clustering found = CorrelationClustering.solve(edges, Constraints.none(n), score, settings);

    int[] customers = found.clusters();
    Map<Integer, List<Integer>> clusters = new HashMap<>();
    for (int i = 0; i < n; i++) {
      clusters.computeIfAbsent(customers[i], c -> new ArrayList<>()).add(i);
    }
    Outcomes ofRecords = new Outcomes();
    Outcomes ofClusters = new Outcomes();
    for (List<Integer> cluster : clusters.values()) {
      if (cluster.size() > 1) {
        boolean isPure = true;
        for (int i : cluster) {
          long same = cluster.stream().filter(j -> town.isSame(i, j)).count();
          isPure &= same == cluster.size();
          ofRecords.add(found.confidence(i), 2 * same > cluster.size());
        }
        ofClusters.add(found.clusterConfidence(cluster.get(0)), isPure);
      }
    }
    double falsePairs = 0;
    double missed = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        boolean together = customers[a] == customers[b];
        falsePairs += together && !town.isSame(a, b) ? 1 : 0;
        missed +=
            !together && town.isSame(a, b) && compared.contains(Constraints.pair(a, b)) ? 1 : 0;
      }
    }

    assertThat(ofRecords.calibration().expectedError()).as("records").isLessThan(0.015);
    assertThat(ofClusters.calibration().expectedError()).as("customers").isLessThan(0.02);
    assertThat(found.expectedFalsePairs()).isCloseTo(falsePairs, withinPercentage(40));
    assertThat(found.expectedMissedPairs()).isCloseTo(missed, withinPercentage(40));
  }

  @Test
  void bare_components_are_worse() {
    Town town = new Town(6_000, 0.08, 0.25, 3);
    int n = town.records.size();
    Edges edges = town.edges();
    Components components = new Components(n);
    for (int i = 0; i < edges.size(); i++) {
      if (edges.logOdds(i) > 0) {
        components.join(edges.a(i), edges.b(i));
      }
    }
    long[] bare = IntStream.range(0, n).mapToLong(components::of).toArray();
    long[] truth = town.person.stream().mapToLong(Integer::longValue).toArray();
    ClusterSettings settings = ClusterSettings.defaults().withPrior(town.prior);
    Clustering clustering =
        CorrelationClustering.solve(edges, Constraints.none(n), town::logOdds, settings);
    long[] found = Arrays.stream(clustering.clusters()).asLongStream().toArray();

    ClusterAgreement of = ClusterAgreement.of(truth, found);
    ClusterAgreement ofBare = ClusterAgreement.of(truth, bare);

    assertThat(of.pairs().precision()).isGreaterThan(ofBare.pairs().precision());
    assertThat(of.pairs().f1()).isGreaterThan(ofBare.pairs().f1());
    assertThat(of.bcubedF1()).isGreaterThan(ofBare.bcubedF1());
  }

  /** What was said of many, and what came true. */
  private static final class Outcomes {
    private final List<Double> said = new ArrayList<>();
    private final List<Boolean> cameTrue = new ArrayList<>();

    void add(double probability, boolean truth) {
      said.add(probability);
      cameTrue.add(truth);
    }

    Calibration calibration() {
      boolean[] truths = new boolean[cameTrue.size()];
      for (int i = 0; i < truths.length; i++) {
        truths[i] = cameTrue.get(i);
      }
      return Calibration.ofWidths(
          said.stream().mapToDouble(Double::doubleValue).toArray(), truths, 10);
    }
  }
}
