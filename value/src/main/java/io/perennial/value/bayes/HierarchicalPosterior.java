// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;
import io.perennial.math.summary.Quantiles;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.Interval;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Draws from the posterior of a Pareto/NBD base: of its four parameters, and through them of every
 * customer. Immutable; 32 bytes a draw, whatever the number of customers.
 */
public final class HierarchicalPosterior {

  private static final List<String> NAMES = List.of("r", "alpha", "s", "beta");

  /** Beyond this R-hat the chains have not found the same distribution. */
  private static final double CONVERGED = 1.05;

  /** So few independent draws say little about an interval. */
  private static final double FEW = 100;

  /** Draws over which expectations are averaged. */
  private static final int AVERAGED = 100;

  private final Fitted<ParetoNbdModel> mode;
  private final double[][][] chains;
  private final HierarchicalConfig config;

  HierarchicalPosterior(
      Fitted<ParetoNbdModel> mode, double[][][] chains, HierarchicalConfig config) {
    this.mode = mode;
    this.chains = chains;
    this.config = config;
  }

  /** The parameters' names. */
  public List<String> names() {
    return NAMES;
  }

  /** Draws of all chains together. */
  public int draws() {
    return chains.length * chains[0].length;
  }

  /** Draw {@code d}, chain after chain. */
  public ParetoNbdModel draw(int d) {
    int rounds = chains[0].length;
    return HierarchicalTrainer.model(chains[d / rounds][d % rounds]);
  }

  /**
   * Some of the draws, evenly spaced over all chains.
   *
   * @param count at least 1; all draws where there are no more
   */
  public List<ParetoNbdModel> models(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Invalid count: " + count + " (must be >= 1)");
    }
    int some = Math.min(count, draws());
    List<ParetoNbdModel> models = new ArrayList<>();
    for (int k = 0; k < some; k++) {
      models.add(draw((int) ((k + 0.5) * draws() / some)));
    }
    return models;
  }

  /** The densest point of the posterior, with its certificate (of likelihood times prior). */
  public Fitted<ParetoNbdModel> mode() {
    return mode;
  }

  /** The posterior mean of a parameter. */
  public double mean(String name) {
    return Moments.of(values(name)).mean().orElseThrow();
  }

  /** The posterior standard deviation of a parameter. */
  public double deviation(String name) {
    return Moments.of(values(name)).deviation().orElseThrow();
  }

  /** The posterior median of a parameter. */
  public double median(String name) {
    return Quantiles.of(values(name)).median();
  }

  /** The central posterior interval of a parameter. */
  public Interval interval(String name, double level) {
    return Interval.of(values(name), level);
  }

  /** R-hat of a parameter's logarithm: near 1 where the chains agree. */
  public double rHat(String name) {
    return Convergence.rHat(logsByChain(name));
  }

  /** How many independent draws of a parameter's logarithm these are worth. */
  public double effectiveSize(String name) {
    return Convergence.effectiveSize(logsByChain(name));
  }

  /** What to beware of: parameters of which too little is known; empty if none. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String name : NAMES) {
      double rHat = rHat(name);
      double size = effectiveSize(name);
      if (!(rHat <= CONVERGED)) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s has not converged: R-hat %.2f (should be at most %.2f); run more rounds",
                name,
                rHat,
                CONVERGED));
      } else if (!(size >= FEW)) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s has few independent draws: %.0f (should be at least %.0f); run more rounds",
                name,
                size,
                FEW));
      }
    }
    return warnings;
  }

  /** P(alive) of every group, over the posterior of the parameters, double[groups]. */
  public double[] probabilityAlive(GroupedHistories histories) {
    return averaged(histories.size(), model -> model.probabilityAlive(histories));
  }

  /** E[purchases in (T, T + horizon]] of every group, over the posterior, double[groups]. */
  public double[] expectedPurchases(GroupedHistories histories, double horizonWeeks) {
    return averaged(histories.size(), model -> model.expectedPurchases(histories, horizonWeeks));
  }

  /** {@link #probabilityAlive(GroupedHistories)} of one history. */
  public double probabilityAlive(PurchaseHistory history) {
    return averaged(model -> model.probabilityAlive(history));
  }

  /** {@link #expectedPurchases(GroupedHistories, double)} of one history. */
  public double expectedPurchases(PurchaseHistory history, double horizonWeeks) {
    return averaged(model -> model.expectedPurchases(history, horizonWeeks));
  }

  /**
   * Futures of the customers of {@code histories}, whose sets of parameters are draws of the
   * posterior.
   */
  public Futures futures(GroupedHistories histories, SimulationConfig simulation) {
    List<ParetoNbdModel> models =
        simulation.parameterDraws() == 0
            ? List.of(mode.model())
            : models(simulation.parameterDraws());
    return Futures.ofModels(mode.model(), models, histories, simulation);
  }

  /**
   * Draws of what is not seen of a customer: each with parameters of its own, exact given those.
   *
   * @param count at least 1
   * @param number the customer's, so that customers with equal histories have draws of their own
   */
  public List<Life> lives(PurchaseHistory history, int count, long number) {
    RandomStream random =
        RandomSource.seeded(config.seed()).derive("hierarchical lives").stream(number);
    List<ParetoNbdModel> models = models(count);
    List<Life> lives = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      ParetoNbdModel model = models.get(k % models.size());
      lives.add(Life.draw(model, history, model.probabilityAlive(history), random));
    }
    return lives;
  }

  /** In a sentence: settings, parameters with their spread, convergence. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    double greatest = 1;
    double least = draws();
    for (String name : NAMES) {
      text.append(
          String.format(Locale.ROOT, "%s %.4g ± %.2g, ", name, mean(name), deviation(name)));
      greatest = Math.max(greatest, rHat(name));
      least = Math.min(least, effectiveSize(name));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%d chains of %d + %d rounds, R-hat at most %.3f, at least %.0f independent draws",
            chains.length,
            config.warmUp(),
            config.rounds(),
            greatest,
            least));
    List<String> warnings = warnings();
    return warnings.isEmpty() ? text.toString() : text + "; " + String.join("; ", warnings);
  }

  private double[] averaged(int groups, Function<ParetoNbdModel, double[]> of) {
    double[] sum = new double[groups];
    List<ParetoNbdModel> models = models(AVERAGED);
    for (ParetoNbdModel model : models) {
      double[] values = of.apply(model);
      for (int g = 0; g < groups; g++) {
        sum[g] += values[g] / models.size();
      }
    }
    return sum;
  }

  private double averaged(ToDoubleFunction<ParetoNbdModel> of) {
    return models(AVERAGED).stream().mapToDouble(of).average().orElseThrow();
  }

  private double[] values(String name) {
    int at = place(name);
    double[] values = new double[draws()];
    int d = 0;
    for (double[][] chain : chains) {
      for (double[] draw : chain) {
        values[d++] = draw[at];
      }
    }
    return values;
  }

  private double[][] logsByChain(String name) {
    int at = place(name);
    double[][] logs = new double[chains.length][chains[0].length];
    for (int c = 0; c < logs.length; c++) {
      for (int d = 0; d < logs[c].length; d++) {
        logs[c][d] = Math.log(chains[c][d][at]);
      }
    }
    return logs;
  }

  private static int place(String name) {
    int at = NAMES.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "Unknown parameter: " + name + " (there are " + NAMES + ")");
    }
    return at;
  }
}
