// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.decide.experiment.Comparison;
import io.perennial.decide.experiment.Effect;
import io.perennial.decide.experiment.Relative;
import io.perennial.decide.experiment.Untested;
import io.perennial.decide.study.ExperimentStudy;
import io.perennial.decide.study.ExperimentTable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an experiment tells, for people or for programs. */
final class ExperimentText {

  /** The accepted chance of any false alarm. */
  static final double ALPHA = 0.05;

  private final Perennial perennial;

  ExperimentText(Perennial perennial) {
    this.perennial = perennial;
  }

  /**
   * Prints it.
   *
   * @param planned whether the shares of the arms were said
   * @param evidence for an action, if one was named
   */
  void tell(
      ExperimentTable table,
      ExperimentStudy study,
      boolean planned,
      Optional<ActionEvidence> evidence)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    if (perennial.json()) {
      Map<String, Object> plain = plain(table, study);
      evidence.ifPresent(told -> plain.put("action", told.plain()));
      out.println(JsonText.of(plain));
    } else {
      words(table, study, planned);
      evidence.ifPresent(told -> out.println(told.words()));
    }
  }

  // ---- for people

  private void words(ExperimentTable table, ExperimentStudy study, boolean planned)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    TextTable arms = TextTable.of("arm", ">customers", ">share");
    long all = table.arm().size();
    for (int k = 0; k < table.arms().size(); k++) {
      long count = study.counts().get(k);
      arms.row(
          table.arms().get(k) + (k == 0 ? " (control)" : ""),
          number("%,.0f", (double) count),
          number("%.1f %%", 100.0 * count / all));
    }
    arms.write(out);
    out.println();
    out.println(study.ratio().inWords());
    if (study.ratio().mismatch() && !planned) {
      out.println(
          "If other than equal shares were planned, say --shares"
              + study
                  .likelyShares()
                  .map(
                      likely ->
                          " (these would be as expected: "
                              + likely.stream()
                                  .map(String::valueOf)
                                  .collect(Collectors.joining(","))
                              + ")")
                  .orElse("")
              + ".");
    }
    study
        .answers()
        .forEach(
            (name, answer) -> {
              out.println();
              out.println(
                  name
                      + ": "
                      + number("%.5g", answer.control())
                      + " on the mean of the control"
                      + number(
                          "; %.0f %% of its variance was known before", 100 * answer.explained()));
              effects(answer, out);
              out.println();
              out.println(
                  answer
                      .verdict()
                      .map(verdict -> verdict.words())
                      .orElse(
                          "Too little is known of too few customers to choose for each: the same for"
                              + " all."));
            });
    table.notes().forEach(note -> out.println("\nNote: " + note));
    if (study.learnedFrom() < all) {
      out.printf(
          Locale.ROOT,
          "%nNote: Whom an arm moves was learned from %,d of the %,d customers, drawn by lot;"
              + " effects are those of all.%n",
          study.learnedFrom(),
          all);
    }
    out.flush();
  }

  private static void effects(ExperimentStudy.Answer answer, PrintStream out) {
    TextTable rows =
        TextTable.of(
            "arm",
            ">effect",
            ">95 %",
            ">in percent",
            ">p (of all)",
            ">Qini",
            ">effect in top 30 %");
    for (ExperimentStudy.ArmAnswer each : answer.arms()) {
      Optional<Effect> effect = each.adjusted().effect();
      if (effect.isEmpty()) {
        rows.row(each.arm(), why(each.adjusted()), "", "", "", "", "");
        continue;
      }
      Effect known = effect.get();
      rows.row(
          each.arm(),
          number("%+.4g", known.difference()),
          number("%+.3g", known.interval().low()) + number(" to %+.3g", known.interval().high()),
          known.relative().map(r -> number("%+.1f %%", 100 * r.change())).orElse("–"),
          number("%.2g", each.chance()),
          each.qini().map(q -> number("%.3f", q)).orElse("–"),
          each.top().map(t -> number("%+.4g", t)).orElse("–"));
    }
    try {
      rows.write(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String why(Comparison comparison) {
    return comparison instanceof Untested untested ? untested.reason() : "–";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  // ---- for programs

  private static Map<String, Object> plain(ExperimentTable table, ExperimentStudy study) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("arms", table.arms());
    plain.put("customers", study.counts());
    plain.put("sample_ratio_p", study.ratio().pValue());
    plain.put("sample_ratio_mismatch", study.ratio().mismatch());
    Map<String, Object> outcomes = new LinkedHashMap<>();
    study
        .answers()
        .forEach(
            (name, answer) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("control", answer.control());
              one.put("variance_known_before", answer.explained());
              one.put("arms", answer.arms().stream().map(ExperimentText::plain).toList());
              answer
                  .verdict()
                  .ifPresent(
                      verdict -> {
                        one.put("choose_for_each", verdict.personal());
                        one.put("best_arm", verdict.bestArmName());
                        one.put("value_chosen", verdict.personalValue());
                        one.put("value_best_arm", verdict.bestArmValue());
                        one.put("gain", verdict.gain().amount());
                        one.put("gain_error", verdict.gain().error());
                        one.put("verdict", verdict.words());
                      });
              outcomes.put(name, one);
            });
    plain.put("outcomes", outcomes);
    plain.put("learned_from", study.learnedFrom());
    plain.put("notes", table.notes());
    return plain;
  }

  private static Map<String, Object> plain(ExperimentStudy.ArmAnswer each) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("arm", each.arm());
    each.plain().effect().ifPresent(effect -> row.put("difference_of_means", effect.difference()));
    each.adjusted()
        .effect()
        .ifPresent(
            effect -> {
              row.put("effect", effect.difference());
              row.put("effect_lower", effect.interval().low());
              row.put("effect_upper", effect.interval().high());
              effect.relative().map(Relative::change).ifPresent(r -> row.put("relative", r));
              row.put("p", effect.pValue());
            });
    row.put("p_adjusted", each.chance());
    each.qini().ifPresent(qini -> row.put("qini", qini));
    each.top().ifPresent(top -> row.put("effect_top_30", top));
    return row;
  }
}
