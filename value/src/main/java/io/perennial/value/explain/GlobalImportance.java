// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.random.Sample;
import io.perennial.math.summary.Moments;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which inputs matter to a model over a whole base, two ways. Stateless. */
public final class GlobalImportance {

  /** The four facts of the purchase history together, as one input. */
  public static final String HISTORY = "history";

  private GlobalImportance() {}

  /** What explains row {@code row}, as {@code LadderModel::explain} does. */
  @FunctionalInterface
  public interface Explainer {
    Explanation explain(Cases cases, int row);
  }

  /**
   * The mean size of each input's contribution, over a sample of customers, in the forecast's unit;
   * the largest first. Source: Lundberg and others (2020), "global importance".
   *
   * @param most customers that are looked at
   * @throws TooLittleDataException without a customer
   */
  public static List<Importance> ofContributions(
      Explainer explainer, Cases cases, int most, long seed) {
    requireCustomers(cases.customers());
    int[] rows =
        Sample.of(
            cases.customers(), most, RandomSource.seeded(seed).derive("importance").stream(0));
    Map<String, Moments> moments = new TreeMap<>();
    for (int row : rows) {
      for (Contribution contribution : explainer.explain(cases, row).contributions()) {
        moments
            .computeIfAbsent(contribution.feature(), name -> new Moments())
            .add(Math.abs(contribution.amount()));
      }
    }
    // an explanation may leave out what adds nothing
    moments.values().forEach(sizes -> addZeros(sizes, rows.length));
    return ordered(moments);
  }

  private static void addZeros(Moments sizes, int count) {
    while (sizes.count() < count) {
      sizes.add(0);
    }
  }

  /**
   * How much worse the forecasts become, by CRPS in the forecast's unit, when an input is taken
   * from another customer: the largest first. Each feature alone, the facts of the purchase history
   * together, and the events; an input without which nothing is lost has an amount of about 0,
   * below it too. Two inputs that tell the same hide each other. Source: Breiman (2001); Fisher,
   * Rudin and Dominici (2019).
   *
   * @param heldOut customers that the model was not fitted to
   * @param shuffles of each input, >= 1
   * @throws TooLittleDataException with fewer than two customers
   */
  public static List<Importance> byPermutation(
      LadderModel model, Labelled heldOut, int shuffles, long seed) {
    if (shuffles < 1) {
      throw new IllegalArgumentException("Invalid shuffles: " + shuffles + " (must be >= 1)");
    }
    int n = heldOut.customers();
    requireCustomers(n - 1);
    Inputs inputs = Inputs.of(heldOut.cases());
    double[] asIs = scores(model, heldOut.cases(), heldOut);
    RandomSource source = RandomSource.seeded(seed).derive("permutation");
    Map<String, Moments> moments = new TreeMap<>();
    int[] own = new int[n];
    Arrays.setAll(own, i -> i);
    for (Group group : groups(inputs)) {
      boolean[] mask = new boolean[inputs.size()];
      Arrays.fill(mask, true);
      Arrays.fill(mask, group.from, group.to, false);
      boolean[][] kept = new boolean[n][];
      Arrays.fill(kept, mask);
      double[] rise = new double[n];
      for (int s = 0; s < shuffles; s++) {
        int[] other = permutation(n, source.derive(group.name).stream(s));
        double[] worse = scores(model, inputs.mixed(own, inputs, other, kept), heldOut);
        for (int i = 0; i < n; i++) {
          rise[i] += (worse[i] - asIs[i]) / shuffles;
        }
      }
      moments.put(group.name, Moments.of(rise));
    }
    return ordered(moments);
  }

  /** Inputs from one place to before another that are shuffled together. */
  private record Group(String name, int from, int to) {}

  private static List<Group> groups(Inputs inputs) {
    int features = inputs.cases().features().names().size();
    List<Group> groups = new ArrayList<>();
    for (int j = 0; j < features; j++) {
      groups.add(new Group(inputs.names().get(j), j, j + 1));
    }
    int facts = features + Facts.NAMES.size();
    groups.add(new Group(HISTORY, features, facts));
    if (inputs.size() > facts) {
      groups.add(new Group(Inputs.EVENTS, facts, inputs.size()));
    }
    return groups;
  }

  private static double[] scores(LadderModel model, Cases cases, Labelled outcomes) {
    Predictive predictive = model.predict(cases);
    Target target = model.target();
    double[] scores = new double[cases.customers()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = PredictiveScore.crps(predictive.draws(i), outcomes.outcome(target, i));
    }
    return scores;
  }

  private static int[] permutation(int n, RandomStream random) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private static List<Importance> ordered(Map<String, Moments> moments) {
    List<Importance> importances = new ArrayList<>();
    moments.forEach(
        (input, sizes) ->
            importances.add(
                new Importance(
                    input,
                    sizes.mean().orElseThrow(),
                    sizes.deviation().orElse(0) / Math.sqrt((double) sizes.count()))));
    importances.sort(
        Comparator.comparingDouble((Importance i) -> -i.amount()).thenComparing(Importance::input));
    return importances;
  }

  private static void requireCustomers(int count) {
    if (count < 1) {
      throw new TooLittleDataException(
          "Cannot tell which inputs matter: there are too few customers to compare");
    }
  }
}
