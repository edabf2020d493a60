// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import java.util.Locale;

/**
 * Watches whether a model's forecasts are calibrated, run after run, with a stated chance that it
 * ever alarms while they are: half of a {@link BettingMartingale}'s money bets that the transforms
 * of what came (PIT) lean to one side, forecasts being too low or too high; half that they lie too
 * far out or in, intervals being too narrow or too wide. Mutable; for one thread.
 *
 * <p>It takes customers to be independent given the forecast: what they share within a run counts
 * against the forecast, as it should where intervals of totals are at stake.
 */
public final class CalibrationMonitor {

  private final double falseAlarms;
  private final BettingMartingale level = new BettingMartingale();
  private final BettingMartingale width = new BettingMartingale();
  private double highest;
  private long taken;
  private boolean alarmed;

  /**
   * @param falseAlarms the chance that it ever alarms while forecasts are calibrated, as 0.01
   */
  public CalibrationMonitor(double falseAlarms) {
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "Invalid rate of false alarms: " + falseAlarms + " (must be within (0, 1))");
    }
    this.falseAlarms = falseAlarms;
  }

  /**
   * Takes the randomised transforms of one run, double[n], each in [0, 1], in an order that has
   * nothing to do with them.
   *
   * @return whether it has alarmed, now or before
   */
  public boolean take(double[] pits) {
    level.startRun();
    width.startRun();
    for (int i = 0; i < pits.length; i++) {
      if (!(pits[i] >= 0 && pits[i] <= 1)) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid transform: " + pits[i] + " (must be within [0, 1])");
      }
      level.take(pits[i]);
      width.take(Math.abs(2 * pits[i] - 1));
      taken++;
      double evidence = logEvidence();
      highest = Math.max(highest, evidence);
      alarmed |= evidence >= -Math.log(falseAlarms);
    }
    return alarmed;
  }

  /** Whether it has alarmed. */
  public boolean hasAlarmed() {
    return alarmed;
  }

  /** Evidence against calibration: the capital now, as a power of ten. */
  public double evidence() {
    return logEvidence() / Math.log(10);
  }

  private double logEvidence() {
    double top = Math.max(level.logCapital(), width.logCapital());
    return top
        + Math.log(
            0.5 * Math.exp(level.logCapital() - top) + 0.5 * Math.exp(width.logCapital() - top));
  }

  /** In a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s after %,d customers: the evidence was 10^%.1f at its highest (%s), and reaches 10^%.1f"
            + " with a chance of at most %.3g while forecasts are calibrated",
        alarmed ? "forecasts are not calibrated" : "no sign of miscalibration",
        taken,
        highest / Math.log(10),
        level.logCapital() > width.logCapital() ? "of their level" : "of their width",
        -Math.log10(falseAlarms),
        falseAlarms);
  }
}
