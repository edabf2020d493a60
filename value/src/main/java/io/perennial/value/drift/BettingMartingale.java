// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import java.util.Arrays;

/**
 * A gambler's capital against the claim that numbers come uniformly from [0, 1], one after another:
 * if they do, the capital ever reaches 1/a with a chance of at most a, whenever one looks (Ville
 * 1939). At each run a part of what was held back is put in, on small numbers and on large ones,
 * with low stakes and high: so a change after many quiet runs finds money that the quiet ones have
 * not eaten. Source: the bets 1 + e (p - 1/2) of Vovk, Petej, Nouretdinov, Ahlberg, Carlsson and
 * Gammerman, "Retrain or not retrain: conformal test martingales for change-point detection" (PMLR
 * 152, 2021); money put in at many times as in Shin, Ramdas and Rinaldo, "E-detectors" (New England
 * Journal of Statistics in Data Science, 2024). Mutable; for one thread.
 */
final class BettingMartingale {

  private static final double[] STAKES = {-1.6, -0.8, -0.4, 0.4, 0.8, 1.6};

  /** What of the capital is held back, and what lies with each stake of each run; together 1. */
  private double reserve = 1;

  private double[] laid = new double[0];
  private int runs;
  private double logCapital;
  private double highest;

  /** Puts money in for a run: of the reserve, 1/2, then 1/3, then 1/4 and so on. */
  void startRun() {
    runs++;
    double part = reserve / (runs + 1);
    reserve -= part;
    int from = laid.length;
    laid = Arrays.copyOf(laid, from + STAKES.length);
    Arrays.fill(laid, from, laid.length, part / STAKES.length);
  }

  /** Takes one number within [0, 1]. */
  void take(double p) {
    double sum = reserve;
    for (int c = 0; c < laid.length; c++) {
      laid[c] *= 1 + STAKES[c % STAKES.length] * (p - 0.5);
      sum += laid[c];
    }
    reserve /= sum;
    for (int c = 0; c < laid.length; c++) {
      laid[c] /= sum;
    }
    logCapital += Math.log(sum);
    highest = Math.max(highest, logCapital);
  }

  /** The logarithm of the capital; it was 0 at the start. */
  double logCapital() {
    return logCapital;
  }

  /** The highest that the logarithm has been. */
  double highest() {
    return highest;
  }
}
