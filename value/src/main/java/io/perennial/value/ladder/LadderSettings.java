// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * How a {@link Ladder} is built.
 *
 * @param models what each model is told: draws and seed
 * @param scored cases of a rehearsal that are scored, at most; more are thinned evenly; >= 50
 * @param centred whether a bias of the base's total that earlier instants show is corrected, as far
 *     as they show it; without, it only widens the intervals
 * @param calibrated whether distributions are calibrated by what came
 * @param cohortCases so many cases of all customers count beside a cohort's own when its weights
 *     are chosen; > 0
 * @param tail the share of worst futures whose mean is the value at risk, within (0, 1)
 */
public record LadderSettings(
    LadderConfig models,
    int scored,
    boolean centred,
    boolean calibrated,
    double cohortCases,
    double tail) {

  public LadderSettings {
    if (scored < 50 || !(cohortCases > 0) || !(tail > 0 && tail < 1)) {
      throw new IllegalArgumentException(
          "Invalid settings of the ladder: "
              + scored
              + " cases scored, "
              + cohortCases
              + " cases beside a cohort's, tail "
              + tail
              + " (must be >= 50, > 0, within (0, 1))");
    }
  }

  /** 200 draws, seed 1; 5,000 cases; centred and calibrated; 1,000 cases; the worst 5 %. */
  public static LadderSettings defaults() {
    return new LadderSettings(LadderConfig.defaults(), 5_000, true, true, 1_000, 0.05);
  }

  public LadderSettings withModels(LadderConfig config) {
    return new LadderSettings(config, scored, centred, calibrated, cohortCases, tail);
  }

  public LadderSettings withScored(int cases) {
    return new LadderSettings(models, cases, centred, calibrated, cohortCases, tail);
  }

  public LadderSettings withCentred(boolean centre) {
    return new LadderSettings(models, scored, centre, calibrated, cohortCases, tail);
  }

  public LadderSettings withCalibrated(boolean calibrate) {
    return new LadderSettings(models, scored, centred, calibrate, cohortCases, tail);
  }
}
