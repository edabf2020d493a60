// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.experiment.ArmSummary;
import io.perennial.decide.experiment.Comparison;
import io.perennial.decide.experiment.Effect;
import io.perennial.decide.experiment.NormalMixture;
import io.perennial.decide.experiment.SampleRatio;
import io.perennial.decide.experiment.SequentialTest;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;
import io.perennial.math.summary.Quantiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Experiments of which counts, means and variances were written down while they ran, looked at in
 * that order by each rule. The file is that of Liu et al., "Datasets for online controlled
 * experiments" (NeurIPS 2021): experiment, arm, metric, time, and three numbers of both arms.
 */
final class SnapshotWork implements Work {

  private static final double ALPHA = 0.05;

  /** When an effect counts as found. */
  enum Rule {
    END("fixed test at the end"),
    PEEKING("fixed test at any look"),
    VALID("always valid, sharpest at 5,000 units"),
    PLANNED("always valid, sharpest at its last look"),
    SHARED("the same, alpha shared out within an experiment");

    private final String words;

    Rule(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private record Look(ArmSummary control, ArmSummary treatment) {
    double units() {
      return (double) control.count() + treatment.count();
    }
  }

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Map<String, List<Look>> comparisons =
        arguments.has("file") ? read(arguments.path("file")) : simulated();
    timing.round(
        () -> {
          for (Rule rule : Rule.values()) {
            apply(rule, comparisons, timing);
          }
          return comparisons;
        });
    Set<String> experiments = new HashSet<>();
    Set<String> unequal = new HashSet<>();
    long looks = 0;
    for (Map.Entry<String, List<Look>> entry : comparisons.entrySet()) {
      Look last = entry.getValue().get(entry.getValue().size() - 1);
      looks += entry.getValue().size();
      experiments.add(experiment(entry.getKey()));
      long[] counts = {last.control().count(), last.treatment().count()};
      if (SampleRatio.of(counts, new double[] {1, 1}).mismatch()) {
        unequal.add(experiment(entry.getKey()));
      }
    }
    timing.fact("unequal", unequal.size());
    timing.fact(
        "size",
        String.format(
            Locale.ROOT,
            "%,d looks at %,d comparisons of %,d experiments",
            looks,
            comparisons.size(),
            experiments.size()));
  }

  private static void apply(Rule rule, Map<String, List<Look>> comparisons, Timing timing) {
    int found = 0;
    int undone = 0;
    Set<String> experiments = new HashSet<>();
    List<Double> after = new ArrayList<>();
    for (Map.Entry<String, List<Look>> entry : comparisons.entrySet()) {
      String experiment = experiment(entry.getKey());
      List<Look> looks = entry.getValue();
      Look last = looks.get(looks.size() - 1);
      double alpha =
          rule == Rule.SHARED
              ? ALPHA
                  / comparisons.keySet().stream()
                      .filter(key -> experiment(key).equals(experiment))
                      .count()
              : ALPHA;
      int at = foundAt(rule, looks, alpha);
      if (at >= 0) {
        found++;
        experiments.add(experiment);
        after.add(looks.get(at).units() / last.units());
        undone += significant(last, ALPHA) ? 0 : 1;
      }
    }
    String key = rule.name().toLowerCase(Locale.ROOT);
    timing.fact(key, found);
    timing.fact(key + "-experiments", experiments.size());
    timing.fact(key + "-undone", undone);
    timing.fact(
        key + "-after",
        after.isEmpty()
            ? "–"
            : String.format(
                Locale.ROOT,
                "%.2f",
                Quantiles.of(after.stream().mapToDouble(x -> x).toArray()).median()));
  }

  /** The first look that finds an effect, or -1. */
  private static int foundAt(Rule rule, List<Look> looks, double alpha) {
    int last = looks.size() - 1;
    if (rule == Rule.END) {
      return significant(looks.get(last), alpha) ? last : -1;
    }
    double sharpest = rule == Rule.VALID ? NormalMixture.GROWTHBOOK_UNITS : looks.get(last).units();
    SequentialTest test = new SequentialTest(alpha, NormalMixture.tightestAt(sharpest, alpha));
    for (int i = 0; i <= last; i++) {
      Look look = looks.get(i);
      test.look(look.control(), look.treatment());
      if (rule == Rule.PEEKING ? significant(look, alpha) : test.decidedAt().isPresent()) {
        return i;
      }
    }
    return -1;
  }

  private static boolean significant(Look look, double alpha) {
    return Comparison.of(look.control(), look.treatment(), alpha)
        .effect()
        .map(Effect::significant)
        .orElse(false);
  }

  private static String experiment(String comparison) {
    return comparison.substring(0, comparison.indexOf('/'));
  }

  /** Lines in order of time within a comparison; a variance that is missing leaves its look out. */
  private static Map<String, List<Look>> read(Path file) throws IOException {
    Map<String, TreeMap<Double, Look>> byTime = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells[8].isEmpty() || cells[9].isEmpty()) {
        continue;
      }
      byTime
          .computeIfAbsent(cells[0] + "/" + cells[1] + "/" + cells[2], key -> new TreeMap<>())
          .put(Double.valueOf(cells[3]), new Look(arm(cells, 4), arm(cells, 5)));
    }
    Map<String, List<Look>> looks = new TreeMap<>();
    byTime.forEach((key, of) -> looks.put(key, new ArrayList<>(of.values())));
    return looks;
  }

  private static ArmSummary arm(String[] cells, int at) {
    return new ArmSummary(
        (long) Double.parseDouble(cells[at]),
        Double.parseDouble(cells[at + 2]),
        Double.parseDouble(cells[at + 4]));
  }

  /** Ten experiments of two metrics; half of them have an effect. */
  private static Map<String, List<Look>> simulated() {
    Map<String, List<Look>> looks = new TreeMap<>();
    for (int c = 0; c < 20; c++) {
      RandomStream random = RandomSource.seeded(8).stream(c);
      Moments control = new Moments();
      Moments treatment = new Moments();
      List<Look> of = new ArrayList<>();
      for (int i = 1; i <= 1_000; i++) {
        control.add(Normal.standard(random));
        treatment.add((c < 10 ? 0.3 : 0) + Normal.standard(random));
        if (i % 50 == 0) {
          of.add(new Look(ArmSummary.of(control), ArmSummary.of(treatment)));
        }
      }
      looks.put("e" + c / 2 + "/1/" + c % 2, of);
    }
    return looks;
  }
}
