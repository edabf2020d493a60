// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.Arrays;

/**
 * The likelihood of all pairs under a {@link Shape}, and its climb. Candidates are of any class,
 * labelled pairs of their own, all others of none but the class of others; priors are pairs that
 * were added. Hence each step of expectation and maximisation raises the penalised likelihood or
 * leaves it.
 */
final class Mixture {

  private static final double FARTHEST_AT_FIRST = 4;
  private static final double SAME = 1e-3;

  private final Shape shape;
  private final Patterns patterns;
  private final double[] fixed;
  private final int[][] places = new int[Shape.CLASSES][];
  private final int attributes;
  // the objective is told relative to this: of 10^12 pairs' likelihood few digits are left
  // otherwise
  private final double[] reference;

  /**
   * A likelihood.
   *
   * @param fixed per place of the shape, pairs whose class is certain and prior ones
   */
  Mixture(Shape shape, Patterns patterns, double[] fixed) {
    this.shape = shape;
    this.patterns = patterns;
    this.fixed = fixed;
    attributes = shape.layout().size();
    Arrays.setAll(places, c -> places(shape, patterns, c));
    reference = new double[fixed.length];
    shape.normalise(fixed, reference);
  }

  /**
   * Where a climb ended.
   *
   * @param logs of all probabilities
   * @param objective the penalised log-likelihood there
   * @param steps of expectation that it took
   * @param converged whether the last step changed next to nothing
   * @param trace the objective after each step that was taken
   */
  @SuppressWarnings("ArrayRecordComponent") // within the package, not compared
  record Climb(double[] logs, double objective, int steps, boolean converged, double[] trace) {

    /**
     * Whether another climb ended at the same place: probabilities within a thousandth. A
     * household's are not compared: where there are next to none, they are anything.
     */
    boolean isLike(Climb other, Shape shape) {
      int compared = shape.size() - shape.householdPlaces();
      boolean isLike = Math.abs(logs[Shape.MATCH] - other.logs[Shape.MATCH]) < SAME;
      for (int at = Shape.CLASSES; at < compared; at++) {
        isLike &= Math.abs(Math.exp(logs[at]) - Math.exp(other.logs[at])) < SAME;
      }
      return isLike;
    }
  }

  /** All probabilities, as shares of classes in patterns say. */
  double[] from(double[] posteriors) {
    double[] logs = new double[shape.size()];
    shape.normalise(tallies(posteriors), logs);
    return logs;
  }

  /** Shares of the three classes in each pattern's open pairs, one pattern after the other. */
  double[] posteriors(double[] logs) {
    double[] shares = new double[patterns.size() * Shape.CLASSES];
    double[] terms = new double[Shape.CLASSES];
    for (int i = 0; i < patterns.size(); i++) {
      terms(logs, i, terms);
      double all = logSum(terms[0], logSum(terms[1], terms[2]));
      for (int c = 0; c < Shape.CLASSES; c++) {
        shares[i * Shape.CLASSES + c] = Math.exp(terms[c] - all);
      }
    }
    return shares;
  }

  /**
   * Pairs by place of the shape, as shares of classes in patterns say, and those that are fixed.
   */
  double[] tallies(double[] posteriors) {
    double[] tallies = fixed.clone();
    for (int i = 0; i < patterns.size(); i++) {
      double household = posteriors[i * Shape.CLASSES + Shape.HOUSEHOLD];
      double other = posteriors[i * Shape.CLASSES + Shape.OTHER];
      double ofOthers = household + other > 0 ? household / (household + other) : 0;
      double known = patterns.others(i);
      tally(
          tallies,
          i,
          patterns.open(i) * posteriors[i * Shape.CLASSES] + patterns.matches(i),
          patterns.open(i) * other + known * (1 - ofOthers),
          patterns.open(i) * household + known * ofOthers);
    }
    return tallies;
  }

  /**
   * Climbs to the top, by squared extrapolation of the steps of EM wherever that is higher. Source:
   * Dempster, Laird and Rubin, "Maximum likelihood from incomplete data via the EM algorithm"
   * (1977); Varadhan and Roland, "Simple and globally convergent methods for accelerating the
   * convergence of any EM algorithm" (Scandinavian Journal of Statistics 35, 2008). O(patterns x
   * attributes) per step.
   *
   * @param tolerance of the change of logarithms in a step
   * @param mostSteps after how many steps of expectation to give up
   */
  Climb climb(double[] start, double tolerance, int mostSteps) {
    double[] trace = new double[mostSteps];
    double[] tallies = new double[shape.size()];
    double[] here = start.clone();
    double objective = expect(here, tallies);
    int steps = 1;
    int taken = 0;
    trace[taken++] = objective;
    double farthest = FARTHEST_AT_FIRST;
    double[] first = new double[here.length];
    double[] second = new double[here.length];
    double[] far = new double[here.length];
    boolean converged = false;
    while (steps < mostSteps) {
      shape.normalise(tallies, first);
      converged = distance(here, first) < tolerance;
      double objectiveFirst = expect(first, tallies);
      steps++;
      trace[taken++] = objectiveFirst;
      if (converged || steps + 1 >= mostSteps) {
        here = first;
        objective = objectiveFirst;
        break;
      }
      shape.normalise(tallies, second);
      double length = Math.min(farthest, stepLength(here, first, second));
      boolean isFar = length > 1 && extrapolate(here, first, second, length, far);
      double objectiveFar = isFar ? expect(far, tallies) : Double.NEGATIVE_INFINITY;
      steps += isFar ? 1 : 0;
      if (objectiveFar >= objectiveFirst) {
        if (length == farthest) {
          farthest *= 4;
        }
        double[] old = here;
        here = far;
        far = old;
        objective = objectiveFar;
      } else {
        farthest = isFar ? Math.max(1.5, farthest / 2) : farthest;
        double[] old = here;
        here = second;
        second = old;
        objective = expect(here, tallies);
        steps++;
      }
      if (taken < trace.length) {
        trace[taken++] = objective;
      }
    }
    return new Climb(here.clone(), objective, steps, converged, Arrays.copyOf(trace, taken));
  }

  /** One step of expectation: the penalised log-likelihood, and the pairs by place. */
  double expect(double[] logs, double[] tallies) {
    System.arraycopy(fixed, 0, tallies, 0, fixed.length);
    double objective = 0;
    for (int at = 0; at < fixed.length; at++) {
      if (fixed[at] > 0) {
        objective += fixed[at] * (logs[at] - reference[at]);
      }
    }
    double[] terms = new double[Shape.CLASSES];
    for (int i = 0; i < patterns.size(); i++) {
      terms(logs, i, terms);
      double highest = Math.max(terms[0], Math.max(terms[1], terms[2]));
      double match = Math.exp(terms[0] - highest);
      double other = Math.exp(terms[1] - highest);
      double household = Math.exp(terms[2] - highest);
      double sum = match + other + household;
      double open = patterns.open(i);
      double known = patterns.others(i);
      objective += open * (highest + Math.log(sum));
      if (patterns.matches(i) > 0) {
        objective += patterns.matches(i) * terms[0];
      }
      double ofOthers = 0;
      if (known > 0) {
        double logOthers = logSum(terms[1], terms[2]);
        objective += known * logOthers;
        ofOthers = Math.exp(terms[2] - logOthers);
      }
      tally(
          tallies,
          i,
          open * match / sum + patterns.matches(i),
          open * other / sum + known * (1 - ofOthers),
          open * household / sum + known * ofOthers);
    }
    return objective;
  }

  private void terms(double[] logs, int i, double[] terms) {
    for (int c = 0; c < Shape.CLASSES; c++) {
      double term = logs[c];
      int[] of = places[c];
      if (of.length > 0) {
        for (int at = i * attributes; at < (i + 1) * attributes; at++) {
          term += logs[of[at]];
        }
      }
      terms[c] = term;
    }
  }

  private void tally(double[] tallies, int i, double match, double other, double household) {
    tally(tallies, i, Shape.MATCH, match);
    tally(tallies, i, Shape.OTHER, other);
    if (household > 0) {
      tally(tallies, i, Shape.HOUSEHOLD, household);
    }
  }

  private void tally(double[] tallies, int i, int c, double pairs) {
    tallies[c] += pairs;
    int[] of = places[c];
    for (int at = i * attributes; at < (i + 1) * attributes; at++) {
      tallies[of[at]] += pairs;
    }
  }

  /** Where the levels of each pattern stand; those that are missing stand where nothing is read. */
  private static int[] places(Shape shape, Patterns patterns, int c) {
    if (c == Shape.HOUSEHOLD && !shape.hasHousehold()) {
      return new int[0];
    }
    int attributes = shape.layout().size();
    int[] places = new int[patterns.size() * attributes];
    for (int i = 0; i < patterns.size(); i++) {
      for (int j = 0; j < attributes; j++) {
        places[i * attributes + j] = shape.place(c, j, patterns.levels(), patterns.offset(i));
      }
    }
    return places;
  }

  private static double distance(double[] one, double[] other) {
    double most = 0;
    for (int at = 0; at < one.length; at++) {
      if (one[at] != other[at]) {
        most = Math.max(most, Math.abs(one[at] - other[at]));
      }
    }
    return most;
  }

  private static double stepLength(double[] here, double[] first, double[] second) {
    double moved = 0;
    double turned = 0;
    for (int at = 0; at < here.length; at++) {
      if (here[at] != first[at]) {
        double step = first[at] - here[at];
        double turn = second[at] - first[at] - step;
        moved += step * step;
        turned += turn * turn;
      }
    }
    return turned > 0 ? Math.sqrt(moved / turned) : 0;
  }

  private boolean extrapolate(
      double[] here, double[] first, double[] second, double length, double[] into) {
    double[] exp = new double[here.length];
    for (int at = 0; at < here.length; at++) {
      double step = here[at] == first[at] ? 0 : first[at] - here[at];
      double turn = second[at] == first[at] ? -step : second[at] - first[at] - step;
      double log = here[at] + 2 * length * step + length * length * turn;
      exp[at] = Math.exp(Math.min(0, log));
      if (exp[at] == 0 && here[at] != Double.NEGATIVE_INFINITY) {
        return false;
      }
    }
    shape.normalise(exp, into);
    return true;
  }

  private static double logSum(double a, double b) {
    double high = Math.max(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
  }
}
