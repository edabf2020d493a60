// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/** Factors of items; those of a customer are solved for when they are asked about. */
final class Factors implements Recommender {

  private static final int STEPS = 12;

  private final AlsConfig config;
  private final Decay decay;
  private final double[][] items;
  private final FactorSolver solver;

  Factors(AlsConfig config, Decay decay, double[][] items, FactorSolver solver) {
    this.config = config;
    this.decay = decay;
    this.items = items;
    this.solver = solver;
  }

  @Override
  public int items() {
    return items.length;
  }

  double[] item(int item) {
    return items[item];
  }

  /** The factors of one customer, solved for to the end: zeros for one who bought nothing. */
  double[] customer(History history) {
    int[] column = new int[history.size()];
    float[] weight = new float[history.size()];
    int n = 0;
    for (int place = 0; place < history.size(); place++) {
      if (history.item(place) < items.length) {
        column[n] = history.item(place);
        weight[n++] = (float) decay.at(history.age(place));
      }
    }
    double[] customer = new double[config.factors()];
    solver.improve(customer, STEPS, column, weight, 0, n);
    return customer;
  }

  @Override
  public void score(History history, double[] into) {
    double[] customer = customer(history);
    for (int item = 0; item < items.length; item++) {
      into[item] = FactorSolver.dot(items[item], customer);
    }
  }

  /** The customer's item most alike in direction, if any points the same way. */
  @Override
  public Reason why(History history, int item) {
    int most = -1;
    double largest = 0;
    for (int place = 0; place < history.size(); place++) {
      int other = history.item(place);
      if (other < items.length && other != item) {
        double length = Math.sqrt(FactorSolver.dot(items[other], items[other]));
        double said =
            length == 0
                ? 0
                : decay.at(history.age(place))
                    * FactorSolver.dot(items[item], items[other])
                    / length;
        if (said > largest) {
          largest = said;
          most = other;
        }
      }
    }
    if (most >= 0) {
      return new Reason.FitsWith(most);
    }
    int own = history.place(item);
    return own < 0
        ? new Reason.Unknown()
        : new Reason.BoughtBefore(history.purchases(own), history.age(own));
  }
}
