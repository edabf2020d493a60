// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

/**
 * Puts margins on the level that held-out rows had: shift + tilt × margin. Boosting with a relative
 * loss and shrinkage forecasts the greatest too small, and with them the sum; a quasi-Poisson fit
 * of two parameters gives the sum back (the balance property: Wüthrich, "Bias regularization in
 * neural network models for general insurance pricing", 2020). It is held near the identity by a
 * normal prior of deviation 0.3, since few rows with heavy tails tell little. Immutable.
 */
record Balance(double shift, double tilt) {

  private static final double PRIOR_DEVIATION = 0.3;
  private static final int STEPS = 40;

  /** Margins as they are. */
  static final Balance AS_IT_IS = new Balance(0, 1);

  /**
   * @param labels >= 0, of held-out rows
   * @param margins logarithms of what was forecast of them
   * @param repeated how often a row is among them, in the mean
   */
  static Balance of(double[] labels, double[] margins, double repeated) {
    int n = labels.length;
    double sum = 0;
    double middle = 0;
    for (int i = 0; i < n; i++) {
      sum += labels[i];
      middle += margins[i] / n;
    }
    if (n < 100 || !(sum > 0)) {
      return AS_IT_IS;
    }
    double unit = sum / n;
    double logUnit = Math.log(unit);
    double excess = 0;
    for (int i = 0; i < n; i++) {
      double mean = Math.exp(margins[i] - logUnit);
      double rest = labels[i] / unit - mean;
      excess += rest * rest / Math.max(mean, 1e-3) / n;
    }
    double prior = Math.max(excess, 1e-3) * repeated / (PRIOR_DEVIATION * PRIOR_DEVIATION);
    double shift = 0;
    double turn = 0;
    for (int step = 0; step < STEPS; step++) {
      double slopeShift = prior * shift;
      double slopeTurn = prior * turn;
      double shiftShift = prior;
      double shiftTurn = 0;
      double turnTurn = prior;
      for (int i = 0; i < n; i++) {
        double away = margins[i] - middle;
        double mean = Math.exp(Math.min(30, margins[i] - logUnit + shift + turn * away));
        double rest = mean - labels[i] / unit;
        slopeShift += rest;
        slopeTurn += rest * away;
        shiftShift += mean;
        shiftTurn += mean * away;
        turnTurn += mean * away * away;
      }
      double determinant = shiftShift * turnTurn - shiftTurn * shiftTurn;
      double byShift = (turnTurn * slopeShift - shiftTurn * slopeTurn) / determinant;
      double byTurn = (shiftShift * slopeTurn - shiftTurn * slopeShift) / determinant;
      double damped =
          Math.min(1, 0.5 / Math.max(1e-12, Math.max(Math.abs(byShift), Math.abs(byTurn))));
      shift -= damped * byShift;
      turn -= damped * byTurn;
      if (Math.abs(byShift) + Math.abs(byTurn) < 1e-10) {
        break;
      }
    }
    return new Balance(shift - turn * middle, 1 + turn);
  }

  double at(double margin) {
    return shift + tilt * margin;
  }
}
