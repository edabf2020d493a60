// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import io.perennial.segment.cluster.Clusterer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which algorithm and how many clusters: the most useful of the stable. Useful is what tells what
 * customers spend next, out of time, as {@link Separation#robust} looks at it, so that no whale has
 * a say; each further segment has a price; and of candidates that the best does not surpass by more
 * than a standard error the one with the fewest segments is taken, of as many the most stable.
 * Where none is stable, the most stable is. Immutable.
 *
 * <p>For c candidates, w windows and samples of s (now and windows) and t (stability) points it
 * costs c (1 + w) clusterings of s points and c B of .63 t, however many customers there are;
 * memory is linear in the points.
 */
public final class Choosing {

  /** Candidates whose stability is looked at over all points. */
  private static final int CONFIRMED = 6;

  private final ChoiceSettings settings;
  private final List<Clusterer> algorithms;

  /**
   * @param algorithms at least one, of different names
   */
  public Choosing(ChoiceSettings settings, List<? extends Clusterer> algorithms) {
    this.settings = settings;
    this.algorithms = List.copyOf(algorithms);
    Set<String> names = new HashSet<>();
    for (Clusterer algorithm : algorithms) {
      if (!names.add(algorithm.name())) {
        throw new IllegalArgumentException(
            "Invalid algorithms: two are called " + algorithm.name() + " (must differ)");
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("Invalid algorithms: none (must be at least one)");
    }
  }

  /**
   * Looks at all candidates.
   *
   * @param points as they are now, prepared; at least one
   * @param windows earlier instants with what came after; those of less than two points are left
   *     out; without one usefulness is unknown and the silhouette takes its place
   * @param random decides all chance
   */
  public Choice choose(Points points, List<Window> windows, RandomSource random) {
    Points now = points.subset(sampled(points.count(), settings.sample(), random));
    Points drawn =
        now.subset(sampled(now.count(), settings.stabilitySample(), random.derive("stability")));
    List<Target> targets = new ArrayList<>();
    for (int w = 0; w < windows.size(); w++) {
      if (windows.get(w).points().count() < 2) {
        continue;
      }
      targets.add(Target.of(windows.get(w), settings.sample(), random.derive("window").derive(w)));
    }
    int most = Math.min(settings.most(), now.count());
    List<Candidate> candidates = candidates(now, drawn, most, random);
    Verdict verdict = new Verdict(settings);
    boolean anyFit = candidates.stream().anyMatch(c -> verdict.fault(c).isEmpty());
    if (!targets.isEmpty()) {
      int[] looked =
          IntStream.range(0, candidates.size())
              .filter(c -> !anyFit || verdict.fault(candidates.get(c)).isEmpty())
              .toArray();
      measure(candidates, looked, most, targets, random);
    }
    return confirmed(candidates, verdict, now, random);
  }

  /** The choice, once more of all points: what wavers there gives way to the next, if one holds. */
  private Choice confirmed(
      List<Candidate> candidates, Verdict verdict, Points now, RandomSource random) {
    Choice choice = verdict.of(candidates);
    for (int round = 0; round < CONFIRMED; round++) {
      List<QualityRow> rows = choice.rows();
      int c = 0;
      while (c < rows.size() && !rows.get(c).chosen()) {
        c++;
      }
      if (c == rows.size() || candidates.get(c).further.isPresent()) {
        return choice;
      }
      Candidate candidate = candidates.get(c);
      Clusterer algorithm =
          algorithms.stream()
              .filter(each -> each.name().equals(candidate.algorithm))
              .findFirst()
              .orElseThrow();
      RandomSource chance =
          random.derive("confirmed").derive(candidate.algorithm).derive(candidate.asked);
      candidates.set(
          c,
          candidate.confirmed(
              Stability.of(
                  now,
                  algorithm.cluster(now, candidate.asked, chance),
                  algorithm,
                  candidate.asked,
                  settings.resamples(),
                  settings.wantedAgreement(),
                  chance)));
      choice = verdict.of(candidates);
    }
    return choice;
  }

  /** One for each algorithm and number of clusters, in this order, several at a time. */
  private List<Candidate> candidates(Points now, Points drawn, int most, RandomSource random) {
    int each = most - 1;
    Candidate[] candidates = new Candidate[algorithms.size() * each];
    for (int a = 0; a < algorithms.size(); a++) {
      int first = a * each;
      Clusterer algorithm = algorithms.get(a);
      Clusterer ofNow = algorithm.remembering(now);
      Clusterer ofDrawn = drawn.count() == now.count() ? ofNow : algorithm.remembering(drawn);
      RandomSource chance = random.derive(algorithm.name());
      GapStatistic gaps = gaps(now, algorithm, most, random);
      Chunks.forEach(
          each,
          1,
          (from, to) -> {
            for (int k = 2 + from; k < 2 + to; k++) {
              candidates[first + k - 2] =
                  candidate(ofNow, ofDrawn, k, now, drawn, gaps, chance.derive(k));
            }
          });
    }
    return new ArrayList<>(List.of(candidates));
  }

  /** Of some candidates what their clusters told at earlier instants, several at a time. */
  private void measure(
      List<Candidate> candidates,
      int[] looked,
      int most,
      List<Target> targets,
      RandomSource random) {
    Candidate[] measured = new Candidate[looked.length];
    List<List<Clusterer>> remembering =
        algorithms.stream()
            .map(a -> targets.stream().map(target -> a.remembering(target.points)).toList())
            .toList();
    Chunks.forEach(
        looked.length,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Candidate candidate = candidates.get(looked[i]);
            measured[i] =
                measured(
                    candidate,
                    remembering.get(looked[i] / (most - 1)),
                    targets,
                    random.derive(candidate.algorithm).derive(candidate.asked));
          }
        });
    for (int i = 0; i < looked.length; i++) {
      candidates.set(looked[i], measured[i]);
    }
  }

  private static Candidate measured(
      Candidate candidate, List<Clusterer> algorithm, List<Target> targets, RandomSource random) {
    double[][] told = new double[targets.size()][];
    double ranked = 0;
    for (int w = 0; w < told.length; w++) {
      Target target = targets.get(w);
      Partition then =
          algorithm
              .get(w)
              .cluster(target.points, candidate.asked, random.derive("window").derive(w));
      told[w] = Usefulness.told(groups(then), target.robust, target.folds);
      ranked += Separation.etaSquared(then, target.ranks) / told.length;
    }
    return candidate.measured(told, ranked);
  }

  private Candidate candidate(
      Clusterer algorithm,
      Clusterer ofDrawn,
      int k,
      Points now,
      Points drawn,
      GapStatistic gaps,
      RandomSource random) {
    Partition partition = algorithm.cluster(now, k, random.derive("now"));
    RandomSource draws = random.derive("stability");
    Stability stability =
        Stability.of(
            drawn,
            drawn.count() == now.count()
                ? partition
                : ofDrawn.cluster(drawn, k, draws.derive("all")),
            algorithm,
            k,
            settings.resamples(),
            settings.leastAgreement(),
            draws);
    OptionalDouble gap =
        gaps.values().stream()
            .filter(value -> value.clusters() == k)
            .mapToDouble(GapStatistic.Value::gap)
            .findFirst();
    return new Candidate(
        algorithm.name(),
        k,
        partition.clusters(),
        stability,
        Optional.empty(),
        SizeBalance.of(partition),
        Silhouette.of(now, partition, settings.silhouetteSample(), random.derive("silhouette")),
        CentroidIndices.of(now, partition),
        gap,
        new double[0][],
        0);
  }

  private GapStatistic gaps(Points now, Clusterer algorithm, int most, RandomSource random) {
    if (settings.gapReferences() == 0) {
      return new GapStatistic(List.of());
    }
    RandomSource chance = random.derive("gap");
    Points some = now.subset(sampled(now.count(), settings.gapSample(), chance));
    return GapStatistic.of(
        some,
        algorithm,
        Math.min(most, some.count()),
        settings.gapReferences(),
        chance.derive(algorithm.name()));
  }

  /** Clusters by number, and behind them those in none, as one. */
  private static int[] groups(Partition partition) {
    return Arrays.stream(partition.labels())
        .map(label -> label == Partition.NOISE ? partition.clusters() : label)
        .toArray();
  }

  private static int[] sampled(int n, int size, RandomSource random) {
    int[] all = StratifiedSample.lots(n, random);
    int[] some = Arrays.copyOf(all, Math.min(n, size));
    Arrays.sort(some);
    return some;
  }

  /** A window as candidates are measured by it. */
  private static final class Target {

    private final Points points;
    private final double[] robust;
    private final double[] ranks;
    private final int[] folds;

    private Target(Points points, double[] robust, double[] ranks, int[] folds) {
      this.points = points;
      this.robust = robust;
      this.ranks = ranks;
      this.folds = folds;
    }

    static Target of(Window window, int sample, RandomSource random) {
      int[] chosen = sampled(window.points().count(), sample, random);
      double[] target = Arrays.stream(chosen).mapToDouble(i -> window.target()[i]).toArray();
      int[] folds = new int[chosen.length];
      RandomStream lots = random.derive("fold").stream(0);
      Arrays.setAll(folds, i -> lots.nextInt(Usefulness.FOLDS));
      return new Target(
          window.points().subset(chosen),
          Separation.robust(target),
          Separation.ranks(target),
          folds);
    }
  }
}
