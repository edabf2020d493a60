// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.config.Nearest;
import io.perennial.decide.offpolicy.Estimate;
import io.perennial.decide.offpolicy.Method;
import io.perennial.decide.offpolicy.OffPolicyConfig;
import io.perennial.decide.offpolicy.OffPolicyValue;
import io.perennial.decide.offpolicy.Overlap;
import io.perennial.decide.pipeline.PolicyLog;
import io.perennial.value.forecast.Interval;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what other policies would have brought. */
@Command(
    name = "evaluate",
    header = "What another policy would have brought, told from what was decided and came of it.",
    description = {
      "Policies are: as decided; nothing for anybody; best believed (for each customer what was",
      "believed to bring most beyond its cost, without limits); and each action for all for whom it",
      "was possible. Of each customer the first decision whose window is over counts, if it was made",
      "in time to be done. Value is margin of the window less the contact's cost, per decision, with",
      "a 90 % interval: self-normalised doubly robust; beside it by inverse propensity and by",
      "switching. Where the log cannot tell, the reason stands in its place."
    },
    footer = {
      "",
      "Examples",
      "  perennial decide evaluate",
      "  perennial decide evaluate --policy \"as decided\" --policy win-back",
      "  perennial decide evaluate --json"
    })
final class DecideEvaluateCommand implements Callable<Integer> {

  private static final double LEVEL = 0.9;

  private final Perennial perennial;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "Only this one. May be given more than once.")
  private List<String> policies = List.of();

  DecideEvaluateCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      PolicyLog log = PolicyLog.read(open.lake(), open.engine(), open.settings().decide());
      for (String name : policies) {
        if (!log.policies().contains(name)) {
          throw new UsageException(
              "Unknown policy: "
                  + name
                  + Nearest.name(name, log.policies())
                      .map(near -> " (did you mean " + near + "?)")
                      .orElse("")
                  + "; there are "
                  + String.join(", ", log.policies()));
        }
      }
      List<PolicyLog.Valued> values =
          log.value(policies.isEmpty() ? log.policies() : policies, OffPolicyConfig.defaults());
      if (perennial.json()) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("decisions", log.size());
        plain.put("level", LEVEL);
        plain.put("policies", values.stream().map(DecideEvaluateCommand::plain).toList());
        perennial.surroundings().out().println(JsonText.of(plain));
      } else if (values.isEmpty()) {
        perennial.say(
            "Nothing can be valued: no decision that was made in time has a window that is over.");
      } else {
        people(values, open.settings().workspace().currency().getCurrencyCode());
        perennial.say(
            Amounts.count(log.size(), "decision")
                + ", the first of each customer; value per decision.");
      }
    }
    return ExitCode.DONE.number();
  }

  private void people(List<PolicyLog.Valued> values, String money) throws IOException {
    TextTable table =
        TextTable.of(
            "policy",
            ">value, " + money,
            ">from",
            ">to",
            ">by propensity",
            ">by switching",
            ">tells as much as",
            "");
    for (PolicyLog.Valued valued : values) {
      OffPolicyValue value = valued.value();
      String effective = String.format(Locale.ROOT, "%,.0f", value.overlap().effectiveSample());
      if (value.refusal().isPresent()) {
        table.row(valued.policy(), "–", "–", "–", "–", "–", effective, value.refusal().get());
      } else {
        Interval interval = value.estimate().interval(LEVEL);
        table.row(
            valued.policy(),
            number(value.estimate().value()),
            number(interval.lower()),
            number(interval.upper()),
            number(value.by(Method.SELF_NORMALISED).value()),
            number(value.by(Method.SWITCH).value()),
            effective,
            "");
      }
    }
    table.write(perennial.surroundings().out());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.3f", value);
  }

  private static Map<String, Object> plain(PolicyLog.Valued valued) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("policy", valued.policy());
    Overlap overlap = valued.value().overlap();
    plain.put("effective_sample", overlap.effectiveSample());
    plain.put("largest_weight", overlap.largestWeight());
    plain.put("mean_weight", overlap.meanWeight());
    plain.put("share_without_support", overlap.shareWithoutSupport());
    if (valued.value().refusal().isPresent()) {
      plain.put("refusal", valued.value().refusal().get());
      return plain;
    }
    plain.put("value", valued.value().estimate().value());
    Map<String, Object> methods = new LinkedHashMap<>();
    for (Method method : Method.values()) {
      methods.put(method.toString(), plain(valued.value().by(method)));
    }
    plain.put("methods", methods);
    return plain;
  }

  private static Map<String, Object> plain(Estimate estimate) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("value", estimate.value());
    if (estimate.method() != Method.DIRECT) {
      Interval interval = estimate.interval(LEVEL);
      plain.put("lower", interval.lower());
      plain.put("upper", interval.upper());
    }
    return plain;
  }
}
