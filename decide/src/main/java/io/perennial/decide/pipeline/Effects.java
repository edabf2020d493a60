// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What actions bring, as far as it was measured: what a prior is multiplied by, and where choosing
 * for each customer passed the gate, an effect of each customer's own in its place. Immutable.
 */
final class Effects {

  /** What is known of one action. */
  private record Known(MeasuredEffect mean, Optional<PersonalEffects> own) {

    boolean isPersonal() {
      return own.map(PersonalEffects::isOpen).orElse(false);
    }

    String basis() {
      if (isPersonal()) {
        return "measured per customer";
      }
      if (mean.corrects()) {
        return "measured";
      }
      return mean.isTried() ? "experiment" : "prior";
    }

    String verdict() {
      return own.map(PersonalEffects::words)
          .orElse(
              "Not learned per customer yet: at least "
                  + PersonalEffects.LEAST
                  + " are needed of whom is logged what was known, "
                  + PersonalEffects.LEAST_OF_A_SIDE
                  + " of them addressed and as many not.");
    }
  }

  private final MeasuredEffect all;
  private final Map<String, Known> actions = new LinkedHashMap<>();

  /**
   * Learns from evidence.
   *
   * @param margin of a unit of spend
   */
  Effects(Evidence evidence, List<Action> actions, double margin) {
    all = evidence.all(margin);
    for (Action action : actions) {
      if (!action.suppresses()) {
        MeasuredEffect mean = evidence.of(action, margin);
        Trial trial = evidence.trial(action.name());
        Optional<PersonalEffects> own =
            PersonalEffects.isPossible(trial)
                ? Optional.of(PersonalEffects.learn(trial, margin, action.cost(), mean))
                : Optional.empty();
        this.actions.put(action.name(), new Known(mean, own));
      }
    }
  }

  private Known known(String action) {
    return actions.getOrDefault(
        action,
        new Known(
            new MeasuredEffect(action, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
            Optional.empty()));
  }

  /** What the prior of an action is multiplied by. */
  double scale(String action) {
    return known(action).mean().scale();
  }

  /**
   * Margin of the window that an action with an experiment brings everybody: what that told, moved
   * by what was measured; empty for others.
   */
  OptionalDouble tried(String action) {
    MeasuredEffect mean = known(action).mean();
    return mean.isTried() ? OptionalDouble.of(mean.mean(mean.prior())) : OptionalDouble.empty();
  }

  /** Effects of each customer's own, where they are to be used. */
  Optional<PersonalEffects> personal(String action) {
    return known(action).own().filter(PersonalEffects::isOpen);
  }

  /** What is to be said of effects per customer. */
  String verdict(String action) {
    return known(action).verdict();
  }

  /** What an action's gain rests on. */
  String basis(String action) {
    return known(action).basis();
  }

  /** Equal texts for what decides alike. */
  String canonical(String action) {
    return scale(action)
        + (tried(action).isPresent() ? " " + tried(action).getAsDouble() : "")
        + personal(action).map(own -> " " + own.words()).orElse("");
  }

  /** Writes them, an action each, and all together. */
  void write(StepContext context, AsOf asOf) {
    Batch rows = MadeRows.of(Tables.ACTION_EFFECTS, 1 + actions.size());
    write(rows, all, "prior", asOf);
    actions
        .values()
        .forEach(
            known -> {
              int at = write(rows, known.mean(), known.basis(), asOf);
              known.own().ifPresent(own -> learned(rows, at, own));
              rows.setLong(rows.index("personal"), at, known.isPersonal() ? 1 : 0);
              rows.setText(rows.index("verdict"), at, known.verdict());
            });
    for (int at = 0; at < rows.rows(); at++) {
      rows.setText(rows.index("run_id"), at, context.runId());
    }
    MadeRows.replace(context, Tables.ACTION_EFFECTS, rows);
  }

  private static int write(Batch rows, MeasuredEffect effect, String basis, AsOf asOf) {
    int at = rows.addRow();
    rows.setLong(rows.index("as_of"), at, asOf.micros());
    rows.setText(rows.index("action"), at, effect.action());
    rows.setLong(rows.index("addressed"), at, effect.addressed());
    rows.setLong(rows.index("compared"), at, effect.compared());
    number(rows, "prior", at, effect.prior());
    number(rows, "effect", at, effect.mean());
    number(rows, "effect_lower", at, effect.lower());
    number(rows, "effect_upper", at, effect.upper());
    number(rows, "scale", at, effect.scale());
    rows.setText(rows.index("basis"), at, basis);
    rows.setText(rows.index("words"), at, effect.words());
    return at;
  }

  private static void learned(Batch rows, int at, PersonalEffects own) {
    rows.setLong(rows.index("learned"), at, own.learned());
    number(rows, "choosing", at, own.gain());
    number(rows, "choosing_error", at, own.gainError());
  }

  private static void number(Batch rows, String name, int at, double value) {
    if (Double.isFinite(value)) {
      rows.setDouble(rows.index(name), at, value);
    }
  }
}
