// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What to do after a look at an experiment, with the reason in words.
 *
 * @param verdict what to do
 * @param reason one sentence or more, with the effect in its unit and in percent
 */
public record Decision(Verdict verdict, String reason) {

  /** What to do. */
  public enum Verdict {
    /** The treatment is better, and nothing that was guarded gets worse. */
    SHIP,
    /** It is worse, or not worth it, or something guarded gets worse. */
    DO_NOT_SHIP,
    /** It cannot be told yet, and more units may tell. */
    GO_ON,
    /** The experiment is broken: no number of it counts. */
    REPAIR
  }

  /**
   * What the outcome is about.
   *
   * @param name of the outcome, as in "revenue"
   * @param unit as in "EUR per customer"
   * @param direction which way is better
   * @param worthwhile the smallest gain that pays for the treatment, in the unit, >= 0
   */
  public record Goal(String name, String unit, Direction direction, double worthwhile) {
    public Goal {
      Checked.word("outcome", name);
      Checked.notNegative("worthwhile", worthwhile);
    }
  }

  /**
   * Decides on one treatment.
   *
   * @param sizes the check of the arms' sizes
   * @param comparison treatment against control on the goal
   * @param guardrails outcomes that must not get worse
   * @param complete whether all units planned for are in, with their outcomes
   */
  public static Decision of(
      Goal goal,
      SampleRatio sizes,
      Comparison comparison,
      List<Guardrail> guardrails,
      boolean complete) {
    if (sizes.mismatch()) {
      return new Decision(
          Verdict.REPAIR,
          sizes.inWords() + " Find out where units went before reading any effect.");
    }
    if (comparison instanceof Untested untested) {
      return new Decision(
          complete ? Verdict.DO_NOT_SHIP : Verdict.GO_ON,
          goal.name + " cannot be compared: " + untested.reason() + ".");
    }
    Effect effect = comparison.effect().orElseThrow();
    String said = inWords(goal, effect);
    List<Guardrail> broken = with(guardrails, Guardrail.State.BROKEN);
    if (!broken.isEmpty()) {
      return new Decision(Verdict.DO_NOT_SHIP, said + " But " + list(broken) + ".");
    }
    double worst =
        StrictMath.min(gain(goal, effect.interval().low()), gain(goal, effect.interval().high()));
    double best =
        StrictMath.max(gain(goal, effect.interval().low()), gain(goal, effect.interval().high()));
    if (best < 0) {
      return new Decision(Verdict.DO_NOT_SHIP, said + " It does harm.");
    }
    if (best < goal.worthwhile) {
      return new Decision(
          Verdict.DO_NOT_SHIP,
          said
              + " Even the best of that is less than the "
              + amount(goal, goal.worthwhile)
              + " that pays.");
    }
    List<Guardrail> open = with(guardrails, Guardrail.State.OPEN);
    if (worst > 0 && open.isEmpty()) {
      boolean surely = worst >= goal.worthwhile;
      return new Decision(
          Verdict.SHIP,
          said
              + (guardrails.isEmpty() ? "" : " What is guarded does not get worse.")
              + (surely
                  ? ""
                  : " Whether it is the "
                      + amount(goal, goal.worthwhile)
                      + " that pays is not sure."));
    }
    if (worst > 0) {
      return new Decision(
          complete ? Verdict.DO_NOT_SHIP : Verdict.GO_ON, said + " But " + list(open) + ".");
    }
    return complete
        ? new Decision(
            Verdict.DO_NOT_SHIP, said + " All units planned for are in, and no gain is shown.")
        : new Decision(Verdict.GO_ON, said + " That may still be none.");
  }

  /** An effect as one sentence, in its unit and in percent. */
  static String inWords(Goal goal, Effect effect) {
    String level = String.format(Locale.ROOT, "%.0f %%", 100 * (1 - effect.alpha()));
    String percent =
        effect
            .relative()
            .map(
                relative ->
                    String.format(
                        Locale.ROOT,
                        ", %s (%s to %s)",
                        Wording.signedPercent(relative.change()),
                        Wording.signedPercent(relative.interval().low()),
                        Wording.signedPercent(relative.interval().high())))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%s: %s %s (%s to %s)%s, at %s.",
        goal.name,
        Wording.signedNumber(effect.difference()),
        goal.unit,
        Wording.signedNumber(effect.interval().low()),
        Wording.signedNumber(effect.interval().high()),
        percent,
        level);
  }

  private static double gain(Goal goal, double change) {
    return goal.direction.gain(change);
  }

  private static String amount(Goal goal, double value) {
    return Wording.number(value) + " " + goal.unit;
  }

  private static List<Guardrail> with(List<Guardrail> guardrails, Guardrail.State state) {
    List<Guardrail> found = new ArrayList<>(guardrails);
    found.removeIf(guardrail -> guardrail.state() != state);
    return found;
  }

  private static String list(List<Guardrail> guardrails) {
    return String.join("; ", guardrails.stream().map(Guardrail::inWords).toList());
  }
}
