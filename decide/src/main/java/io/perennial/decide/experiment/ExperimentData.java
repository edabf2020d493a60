// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who was exposed to which arm and what came of it, one row a unit: what happened within a window
 * after the exposure, what had happened in a window before it (for {@link Cuped}), and what was
 * left out and why. Nothing later than the as-of instant is seen, and a unit counts only once its
 * whole window has passed: a mean over windows of many lengths would be of no one thing. Immutable.
 */
public final class ExperimentData {

  private final List<String> arms;
  private final int[] arm;
  private final double[] outcomes;
  private final double[] before;
  private final List<String> units;
  private final LeftOut leftOut;

  private ExperimentData(
      List<String> arms,
      int[] arm,
      double[] outcomes,
      double[] before,
      List<String> units,
      LeftOut leftOut) {
    this.arms = arms;
    this.arm = arm;
    this.outcomes = outcomes;
    this.before = before;
    this.units = units;
    this.leftOut = leftOut;
  }

  /**
   * An exposure. Of several to one arm the first counts.
   *
   * @param arm its name
   * @param atMicros when, UTC
   */
  public record Exposure(String unit, String arm, long atMicros) {}

  /**
   * Something that came of it, or of nothing. Those of a unit are added up.
   *
   * @param value as in money; 1 to count
   */
  public record Outcome(String unit, long atMicros, double value) {
    public Outcome {
      Checked.finite("value of an outcome", value);
    }
  }

  /**
   * Which time counts.
   *
   * @param windowMicros from the exposure (inclusive) to the end of what is attributed to it, > 0
   * @param beforeMicros before the exposure, for the covariate, >= 0
   * @param asOfMicros nothing from this instant on is seen
   */
  public record Window(long windowMicros, long beforeMicros, long asOfMicros) {
    public Window {
      Checked.atLeastOne("windowMicros", windowMicros);
      Checked.count("beforeMicros", beforeMicros);
    }
  }

  /**
   * What does not count.
   *
   * @param crossovers units that were exposed to two arms: whose effect would it be?
   * @param unknownArms exposures to an arm that the experiment does not have
   * @param youngUnits whose window has not passed
   * @param laterExposures from the as-of instant on
   * @param early outcomes before the exposure and its window before
   * @param beforeExposure outcomes in the window before the exposure: covariate, not outcome
   * @param late outcomes after the window
   * @param unexposed outcomes of units without an exposure that counts
   */
  public record LeftOut(
      long crossovers,
      long unknownArms,
      long youngUnits,
      long laterExposures,
      long early,
      long beforeExposure,
      long late,
      long unexposed) {

    /** What does not count, in words; empty where all does. */
    public List<String> inWords() {
      List<String> words = new ArrayList<>();
      say(words, crossovers, "units were exposed to two arms and are left out");
      say(words, unknownArms, "exposures to arms that the experiment does not have");
      say(words, youngUnits, "units whose time for an outcome has not passed yet");
      say(words, laterExposures, "exposures later than the as-of instant");
      say(words, early + beforeExposure, "outcomes before the exposure, not counted as its effect");
      say(words, late, "outcomes after the window");
      say(words, unexposed, "outcomes of units that were not exposed or are left out");
      return words;
    }

    private static void say(List<String> words, long count, String what) {
      if (count > 0) {
        words.add(String.format(Locale.ROOT, "%,d %s", count, what));
      }
    }
  }

  private static final class Unit {
    private int arm;
    private long at;
    private boolean crossed;
    private double sum;
    private double past;
  }

  /**
   * Joins exposures and outcomes. O(n) and one entry a unit in memory.
   *
   * @param experiment for its arms; the first is the control
   */
  public static ExperimentData of(
      Experiment experiment,
      Iterable<Exposure> exposures,
      Iterable<Outcome> outcomes,
      Window window) {
    List<String> arms = experiment.arms().stream().map(Arm::name).toList();
    long unknownArms = 0;
    long later = 0;
    Map<String, Unit> units = new HashMap<>();
    for (Exposure exposure : exposures) {
      int arm = arms.indexOf(exposure.arm());
      if (arm < 0) {
        unknownArms++;
      } else if (exposure.atMicros() >= window.asOfMicros()) {
        later++;
      } else {
        Unit unit = units.get(exposure.unit());
        if (unit == null) {
          unit = new Unit();
          unit.arm = arm;
          unit.at = exposure.atMicros();
          units.put(exposure.unit(), unit);
        }
        unit.crossed |= unit.arm != arm;
        unit.at = StrictMath.min(unit.at, exposure.atMicros());
      }
    }
    long early = 0;
    long past = 0;
    long late = 0;
    long unexposed = 0;
    for (Outcome outcome : outcomes) {
      if (outcome.atMicros() >= window.asOfMicros()) {
        continue; // has not happened yet
      }
      Unit unit = units.get(outcome.unit());
      if (unit == null || !counts(unit, window)) {
        unexposed++;
        continue;
      }
      long since = outcome.atMicros() - unit.at;
      if (since >= window.windowMicros()) {
        late++;
      } else if (since >= 0) {
        unit.sum += outcome.value();
      } else if (since >= -window.beforeMicros()) {
        unit.past += outcome.value();
        past++;
      } else {
        early++;
      }
    }
    List<String> counting = new ArrayList<>();
    long crossovers = 0;
    long young = 0;
    for (Map.Entry<String, Unit> entry : units.entrySet()) {
      if (entry.getValue().crossed) {
        crossovers++;
      } else if (!counts(entry.getValue(), window)) {
        young++;
      } else {
        counting.add(entry.getKey());
      }
    }
    counting.sort(null);
    int n = counting.size();
    int[] arm = new int[n];
    double[] sums = new double[n];
    double[] before = new double[n];
    for (int i = 0; i < n; i++) {
      Unit unit = units.get(counting.get(i));
      arm[i] = unit.arm;
      sums[i] = unit.sum;
      before[i] = unit.past;
    }
    return new ExperimentData(
        arms,
        arm,
        sums,
        before,
        counting,
        new LeftOut(crossovers, unknownArms, young, later, early, past, late, unexposed));
  }

  private static boolean counts(Unit unit, Window window) {
    return !unit.crossed && unit.at <= window.asOfMicros() - window.windowMicros();
  }

  /** The names of the arms, the control first. */
  public List<String> arms() {
    return arms;
  }

  /** The units that count, ascending. */
  public List<String> units() {
    return new ArrayList<>(units);
  }

  /** The number of each unit's arm. */
  public int[] arm() {
    return arm.clone();
  }

  /** What each unit did within the window after its exposure. */
  public double[] outcomes() {
    return outcomes.clone();
  }

  /** What each unit had done in the window before it. */
  public double[] before() {
    return before.clone();
  }

  /** What does not count. */
  public LeftOut leftOut() {
    return leftOut;
  }

  /** Units of each arm. */
  public long[] sizes() {
    long[] sizes = new long[arms.size()];
    Arrays.stream(arm).forEach(a -> sizes[a]++);
    return sizes;
  }
}
