// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.explain.Counterfactual.Move;
import io.perennial.value.ladder.Cases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Looks for the cheapest moves of few levers, forecasting many candidates at once. */
final class CounterfactualSearch {

  private static final int STEPS = 24;
  private static final int PAIR_STEPS = 8;
  private static final int MOST_PAIRS = 66;
  private static final int HALVINGS = 20;

  private final Forecaster forecaster;
  private final Inputs inputs;
  private final double usualShare;
  private final List<Lever> levers;
  private final double[] own;
  private final double threshold;
  private final double forecast;

  CounterfactualSearch(
      Forecaster forecaster, Cases cases, int row, List<Lever> levers, double threshold) {
    this.forecaster = forecaster;
    this.usualShare = Inputs.of(cases).usualShare();
    this.inputs = Inputs.of(cases.only(new int[] {row}));
    this.levers =
        levers.stream()
            .filter(lever -> Double.isFinite(inputs.value(0, inputs.indexOf(lever.input()))))
            .toList();
    this.own =
        this.levers.stream()
            .mapToDouble(lever -> inputs.value(0, inputs.indexOf(lever.input())))
            .toArray();
    this.threshold = threshold;
    this.forecast = forecasts(List.of(own))[0];
  }

  Counterfactual search() {
    if (forecast == threshold || levers.isEmpty()) {
      return result(own, forecast);
    }
    List<List<Double>> steps = new ArrayList<>();
    for (int j = 0; j < levers.size(); j++) {
      steps.add(steps(j, STEPS));
    }
    List<double[]> candidates = new ArrayList<>();
    candidates.add(own);
    for (int j = 0; j < levers.size(); j++) {
      for (double value : steps.get(j)) {
        candidates.add(moved(own, j, value));
      }
    }
    double[] reached = forecasts(candidates);
    int best = cheapest(candidates, reached);
    if (best >= 0) {
      return refined(candidates.get(best));
    }
    int farthest = farthest(reached);
    List<double[]> pairs = pairs(candidates, reached);
    if (!pairs.isEmpty()) {
      double[] both = forecasts(pairs);
      int pair = cheapest(pairs, both);
      if (pair >= 0) {
        return refined(pairs.get(pair));
      }
      int far = farthest(both);
      if (nearer(both[far], reached[farthest])) {
        return all(candidates, reached, pairs.get(far), both[far]);
      }
    }
    return all(candidates, reached, candidates.get(farthest), reached[farthest]);
  }

  /** Every lever where it alone does most, taken back as far as can be. */
  private Counterfactual all(
      List<double[]> candidates, double[] reached, double[] second, double secondReached) {
    double[] every = own.clone();
    for (int j = 0; j < levers.size(); j++) {
      every[j] = bestOf(j, candidates, reached)[j];
    }
    double most = forecasts(List.of(every))[0];
    if (passes(most)) {
      return refined(every);
    }
    return nearer(most, secondReached) ? result(every, most) : result(second, secondReached);
  }

  /** Takes back each move, the dearest first, as far as the threshold stays reached. */
  private Counterfactual refined(double[] moved) {
    double[] point = moved.clone();
    int[] order =
        IntStream.range(0, levers.size())
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -levers.get(j).cost(moved[j] - own[j])))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int j : order) {
      double good = point[j];
      double bad = own[j];
      if (good == bad) {
        continue;
      }
      if (passes(forecasts(List.of(moved(point, j, bad)))[0])) {
        point[j] = bad;
        continue;
      }
      for (int i = 0; i < HALVINGS; i++) {
        double middle = 0.5 * (good + bad);
        if (levers.get(j).whole()) {
          middle = good > bad ? Math.floor(middle) : Math.ceil(middle);
          if (middle == bad || middle == good) {
            break;
          }
        }
        if (passes(forecasts(List.of(moved(point, j, middle)))[0])) {
          good = middle;
        } else {
          bad = middle;
        }
      }
      point[j] = good;
    }
    return result(point, forecasts(List.of(point))[0]);
  }

  /** Pairs of levers, each at some of its steps; of many levers those that do most alone. */
  private List<double[]> pairs(List<double[]> candidates, double[] reached) {
    Integer[] order = IntStream.range(0, levers.size()).boxed().toArray(Integer[]::new);
    double[] alone = new double[levers.size()];
    for (int j = 0; j < alone.length; j++) {
      double[] best = bestOf(j, candidates, reached);
      alone[j] = Math.abs(forecastOf(best, candidates, reached) - forecast);
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer j) -> -alone[j]));
    List<double[]> pairs = new ArrayList<>();
    int count = 0;
    for (int second = 1; second < order.length; second++) {
      for (int first = 0; first < second && count < MOST_PAIRS; first++) {
        count++;
        for (double a : steps(order[first], PAIR_STEPS)) {
          for (double b : steps(order[second], PAIR_STEPS)) {
            pairs.add(moved(moved(own, order[first], a), order[second], b));
          }
        }
      }
    }
    return pairs;
  }

  private double[] bestOf(int j, List<double[]> candidates, double[] reached) {
    double[] best = own;
    double most = forecast;
    for (int c = 0; c < reached.length; c++) {
      if (candidates.get(c)[j] != own[j] && nearer(reached[c], most)) {
        best = candidates.get(c);
        most = reached[c];
      }
    }
    return best;
  }

  private static double forecastOf(
      double[] candidate, List<double[]> candidates, double[] reached) {
    for (int c = 0; c < reached.length; c++) {
      if (candidates.get(c) == candidate) {
        return reached[c];
      }
    }
    return reached[0];
  }

  /** Values from the customer's on to the end of the lever, the nearest first on each side. */
  private List<Double> steps(int j, int count) {
    Lever lever = levers.get(j);
    List<Double> values = new ArrayList<>();
    if (lever.way() != Lever.Way.DOWN) {
      side(values, own[j], lever.highest(), 1, count, lever.whole());
    }
    if (lever.way() != Lever.Way.UP) {
      side(values, own[j], lever.lowest(), -1, count, lever.whole());
    }
    return values;
  }

  /** Nothing where the customer is beyond the plausible already. */
  private static void side(
      List<Double> values, double from, double to, int sign, int count, boolean whole) {
    double last = from;
    for (int s = 1; s <= count && sign * (to - from) > 0; s++) {
      double value = from + (to - from) * s / count;
      if (whole) {
        value = sign > 0 ? Math.ceil(value) : Math.floor(value);
      }
      if (sign * (value - last) > 0 && sign * (to - value) >= 0) {
        values.add(value);
        last = value;
      }
    }
  }

  private int cheapest(List<double[]> candidates, double[] reached) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < reached.length; c++) {
      double cost = cost(candidates.get(c));
      if (passes(reached[c]) && cost < least) {
        best = c;
        least = cost;
      }
    }
    return best;
  }

  private double cost(double[] point) {
    double cost = 0;
    for (int j = 0; j < point.length; j++) {
      cost += levers.get(j).cost(point[j] - own[j]);
    }
    return cost;
  }

  private int farthest(double[] reached) {
    int best = 0;
    for (int c = 1; c < reached.length; c++) {
      best = nearer(reached[c], reached[best]) ? c : best;
    }
    return best;
  }

  private boolean passes(double reached) {
    return threshold >= forecast ? reached >= threshold : reached <= threshold;
  }

  private boolean nearer(double one, double other) {
    return threshold >= forecast ? one > other : one < other;
  }

  private static double[] moved(double[] point, int j, double value) {
    double[] moved = point.clone();
    moved[j] = value;
    return moved;
  }

  private double[] forecasts(List<double[]> points) {
    int n = points.size();
    int[] same = new int[n];
    boolean[] all = new boolean[inputs.size()];
    Arrays.fill(all, true);
    boolean[][] kept = new boolean[n][];
    Arrays.fill(kept, all);
    Cases cases = inputs.mixed(same, inputs, same, kept);
    for (int j = 0; j < levers.size(); j++) {
      // what is not moved stays what earlier moves have made of it
      double[] values = Inputs.of(cases, usualShare).values(levers.get(j).input());
      for (int p = 0; p < n; p++) {
        if (points.get(p)[j] != own[j]) {
          values[p] = points.get(p)[j];
        }
      }
      cases = Inputs.of(cases, usualShare).with(levers.get(j).input(), values);
    }
    return forecaster.forecasts(cases);
  }

  private Counterfactual result(double[] point, double reached) {
    List<Move> moves = new ArrayList<>();
    for (int j = 0; j < point.length; j++) {
      if (point[j] != own[j]) {
        moves.add(new Move(levers.get(j).input(), own[j], point[j]));
      }
    }
    moves.sort(Comparator.comparing(Move::input));
    return new Counterfactual(forecast, threshold, reached, moves);
  }
}
