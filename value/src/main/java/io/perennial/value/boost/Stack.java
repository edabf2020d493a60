// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All lessons as one table: the rows of each instant with what was known then, buy-till-you-die
 * models being fitted to each instant by itself; later instants weigh more.
 */
final class Stack {

  /** What an instant weighs, of the one after it. */
  private static final double DECAY = 0.85;

  private static final int LEAST_ROWS = 40;

  /** Some of them may be left out with their instant. */
  private static final int LEAST_ABOVE = 20;

  private final CaseRows rows;
  private final double[] outcomes;
  private final double[] weights;
  private final List<String> dictionary;
  private final Btyd now;
  private final List<String> notes = new ArrayList<>();

  private Stack(
      CaseRows rows, double[] outcomes, double[] weights, List<String> dictionary, Btyd now) {
    this.rows = rows;
    this.outcomes = outcomes;
    this.weights = weights;
    this.dictionary = dictionary;
    this.now = now;
  }

  /**
   * @param name of the model, for messages
   * @throws TooLittleDataException if there are too few cases with an outcome, or above 0
   */
  static Stack of(String name, Lessons lessons, Target target) {
    int n = lessons.past().stream().mapToInt(Labelled::customers).sum();
    if (n < LEAST_ROWS) {
      throw new TooLittleDataException(
          "Cannot train "
              + name
              + ": there are only "
              + n
              + " past cases whose outcome is known (at least "
              + LEAST_ROWS
              + " are needed)");
    }
    requireAbove(name, lessons, target, n);
    List<String> notes = new ArrayList<>();
    List<String> dictionary = dictionary(lessons, notes);
    List<Labelled> pasts = new ArrayList<>(lessons.past());
    List<Btyd> fits = new ArrayList<>();
    for (Labelled past : pasts) {
      fits.add(Btyd.fit(past.cases().observed()));
    }
    Btyd now = now(lessons, fits);
    reconcile(pasts, fits, now, notes);
    n = pasts.stream().mapToInt(Labelled::customers).sum();
    List<CaseRows> parts = new ArrayList<>();
    double[] outcomes = new double[n];
    double[] weights = new double[n];
    double weight = 1;
    int at = 0;
    for (int j = 0; j < pasts.size(); j++) {
      Labelled past = pasts.get(j);
      parts.add(CaseRows.of(past.cases(), dictionary, fits.get(j)));
      System.arraycopy(past.outcomes(target), 0, outcomes, at, past.customers());
      Arrays.fill(weights, at, at + past.customers(), weight);
      at += past.customers();
      weight *= DECAY;
    }
    now = fits.get(0).isLike(now) ? now : Btyd.none();
    if (!fits.get(0).knowsBuying()) {
      notes.add("without Pareto/NBD, which too few repeat purchases cannot carry");
    }
    notes.add(n + " cases of " + pasts.size() + " instants");
    Stack stack = new Stack(CaseRows.stacked(parts), outcomes, weights, dictionary, now);
    stack.notes.addAll(notes);
    return stack;
  }

  /**
   * Fitted to the base of those who are to be forecast, or to the latest lesson where they are
   * fewer than its customers: as where a few are scored.
   */
  private static Btyd now(Lessons lessons, List<Btyd> fits) {
    boolean few = lessons.known().customers() < lessons.past().get(0).customers();
    Btyd now = few ? fits.get(0) : Btyd.fit(lessons.known().observed());
    for (Btyd fit : fits) {
      now = now.or(fit);
    }
    return now;
  }

  /**
   * Instants at which nothing could be fitted are left out if they are the lesser part; else no
   * instant has buy-till-you-die models: trees must find all rows alike.
   */
  private static void reconcile(
      List<Labelled> pasts, List<Btyd> fits, Btyd now, List<String> notes) {
    int all = 0;
    int known = 0;
    for (int j = 0; j < pasts.size(); j++) {
      all += pasts.get(j).customers();
      known += fits.get(j).isLike(now) ? pasts.get(j).customers() : 0;
    }
    if (known == all) {
      return;
    }
    if (known >= LEAST_ROWS && 2 * known >= all) {
      for (int j = pasts.size() - 1; j >= 0; j--) {
        if (!fits.get(j).isLike(now)) {
          pasts.remove(j);
          fits.remove(j);
          notes.add(
              "an instant whose repeat purchases cannot carry Pareto/NBD or gamma-gamma is left out");
        }
      }
      return;
    }
    fits.replaceAll(fit -> Btyd.none());
  }

  private static void requireAbove(String name, Lessons lessons, Target target, int n) {
    long above = 0;
    for (Labelled past : lessons.past()) {
      above += Arrays.stream(past.outcomes(target)).filter(y -> y > 0).count();
    }
    if (above < LEAST_ABOVE) {
      throw new TooLittleDataException(
          "Cannot train "
              + name
              + ": only "
              + above
              + " of "
              + n
              + " past cases came out above 0 (at least "
              + LEAST_ABOVE
              + " are needed)");
    }
  }

  /** Columns that all cases have; those that are labels by name are left out. */
  private static List<String> dictionary(Lessons lessons, List<String> notes) {
    List<String> names = new ArrayList<>(lessons.now().features().names());
    lessons.past().forEach(past -> names.retainAll(past.cases().features().names()));
    List<String> labels = names.stream().filter(LeakageGuard::isLabel).toList();
    if (!labels.isEmpty()) {
      notes.add("columns " + labels + " are left out: their names say that they are labels");
      names.removeAll(labels);
    }
    return List.copyOf(names);
  }

  CaseRows rows() {
    return rows;
  }

  int size() {
    return outcomes.length;
  }

  double outcome(int row) {
    return outcomes[row];
  }

  double[] outcomes() {
    return outcomes.clone();
  }

  double[] weights() {
    return weights.clone();
  }

  double weight(int row) {
    return weights[row];
  }

  /** Columns of the dictionary that are read. */
  List<String> dictionary() {
    return dictionary;
  }

  /** Fitted to the histories that are to be forecast. */
  Btyd now() {
    return now;
  }

  List<String> notes() {
    return notes;
  }

  /** A seed that no other use of the configuration's has. */
  static long seed(LadderConfig config) {
    return RandomSource.seeded(config.seed()).derive("boost").key();
  }
}
