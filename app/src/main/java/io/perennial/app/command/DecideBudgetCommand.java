// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.decide.allocate.BudgetPoint;
import io.perennial.decide.pipeline.BudgetCurve;
import io.perennial.domain.Channel;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what more or less money would bring. */
@Command(
    name = "budget",
    header = "What more or less money would bring, beside the configured budget.",
    description = {
      "By the candidates of the newest decisions: all other limits hold, nobody is drawn to learn.",
      "Net is margin expected because of actions, less their cost; one more is what another unit of",
      "money would bring beyond itself (the shadow price), 0 where there is enough."
    },
    footer = {
      "",
      "Examples",
      "  perennial decide budget",
      "  perennial decide budget --amount 200 --amount 1000",
      "  perennial decide budget --channel call_center --json"
    })
final class DecideBudgetCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = "The budget of this channel, that of all staying as it is.")
  private Optional<String> channel = Optional.empty();

  @Option(
      names = "--amount",
      paramLabel = "MONEY",
      description = "Another budget to look at. May be given more than once.")
  private List<Double> amounts = List.of();

  DecideBudgetCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    for (double amount : amounts) {
      if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
        throw new UsageException("Invalid --amount: " + amount + " (must be money, >= 0)");
      }
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      Optional<BudgetCurve> curve =
          BudgetCurve.read(
              open.lake(),
              open.engine(),
              open.settings().decide(),
              channel.map(DecideBudgetCommand::channel),
              amounts.stream().mapToDouble(Double::doubleValue).toArray());
      String money = open.settings().workspace().currency().getCurrencyCode();
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(curve, money)));
      } else if (curve.isEmpty()) {
        perennial.say("Nothing to spend on: nothing was decided yet, or nothing was possible.");
      } else {
        people(curve.get(), money);
      }
    }
    return ExitCode.DONE.number();
  }

  private static Channel channel(String word) {
    return Arrays.stream(Channel.values())
        .filter(each -> each.word().equals(word.strip().replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown channel: "
                        + word
                        + " (must be one of "
                        + Arrays.stream(Channel.values())
                            .map(Channel::word)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  private void people(BudgetCurve curve, String money) throws IOException {
    TextTable table =
        TextTable.of(
            ">budget, " + money,
            ">spent",
            ">customers",
            ">net, " + money,
            ">one more " + money + " brings",
            "");
    for (BudgetPoint point : curve.points()) {
      if (point.possible()) {
        table.row(
            number(point.amount()),
            number(point.cost()),
            Amounts.count(point.contacts()),
            number(point.net()),
            String.format(Locale.ROOT, "%.3f", point.marginal()),
            mark(curve, point));
      } else {
        table.row(number(point.amount()), "–", "–", "–", "–", "no plan keeps to the other limits");
      }
    }
    table.write(perennial.surroundings().out());
    perennial.say(words(curve, money));
  }

  private static String mark(BudgetCurve curve, BudgetPoint point) {
    if (curve.configured().isPresent() && point.amount() == curve.configured().getAsDouble()) {
      return "the budget now";
    }
    return point.amount() == curve.free() ? "all that pays" : "";
  }

  private static String words(BudgetCurve curve, String money) {
    BudgetPoint now = curve.now();
    if (curve.configured().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "As of %s. No budget is configured: %s %s would be spent, and more brings nothing.",
          curve.asOf(),
          number(curve.free()),
          money);
    }
    if (!now.possible()) {
      return "No plan keeps to the other limits with the budget that is configured.";
    }
    return now.marginal() > 0
        ? String.format(
            Locale.ROOT,
            "As of %s. One more unit of money brings %.3f %s beyond itself; %s %s would be spent"
                + " without a budget.",
            curve.asOf(),
            now.marginal(),
            money,
            number(curve.free()),
            money)
        : String.format(
            Locale.ROOT,
            "As of %s. The budget is enough for all that pays: more of it brings nothing.",
            curve.asOf());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  private static Map<String, Object> plain(Optional<BudgetCurve> curve, String money) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("currency", money);
    if (curve.isEmpty()) {
      plain.put("points", List.of());
      return plain;
    }
    plain.put("as_of", curve.get().asOf().toString());
    curve.get().configured().ifPresent(budget -> plain.put("budget", budget));
    plain.put("spent_without_budget", curve.get().free());
    if (curve.get().now().possible()) {
      plain.put("one_more_unit_brings", curve.get().now().marginal());
    }
    plain.put("points", curve.get().points().stream().map(DecideBudgetCommand::plain).toList());
    return plain;
  }

  private static Map<String, Object> plain(BudgetPoint point) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("budget", point.amount());
    plain.put("possible", point.possible());
    if (point.possible()) {
      plain.put("spent", point.cost());
      plain.put("customers", point.contacts());
      plain.put("net", point.net());
      plain.put("net_at_most", point.bound());
      plain.put("one_more_unit_brings", point.marginal());
    }
    return plain;
  }
}
