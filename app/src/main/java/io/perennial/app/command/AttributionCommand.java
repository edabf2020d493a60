// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.config.Nearest;
import io.perennial.decide.attribute.AttributionConfig;
import io.perennial.decide.attribute.Method;
import io.perennial.decide.pipeline.result.DecisionResults;
import io.perennial.decide.pipeline.scorecard.Attributed;
import io.perennial.decide.pipeline.scorecard.Attributed.Dimension;
import io.perennial.decide.pipeline.scorecard.Attributions;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which channels and campaigns purchases are credited to, and what they truly brought. */
@Command(
    name = "attribution",
    header = "Which channels and campaigns purchases are credited to, and what they truly brought.",
    description = {
      "Touches are mails opened and clicked, advertisements seen and clicked, visits with a campaign,",
      "and what was decided. Purchases are shared out among the touches in the window before each, by",
      "six methods. Credit is no proof: by chance stands what decisions brought beyond what would have",
      "come anyway, as drawing and hold-out tell. The table attributions has the same, of 30 days."
    },
    footer = {
      "",
      "Examples",
      "  perennial attribution",
      "  perennial attribution --by campaign --window 14d",
      "  perennial attribution --json"
    })
final class AttributionCommand implements Callable<Integer> {

  private static final String FEATURES = "attribution_moment";

  private final Perennial perennial;

  @Option(
      names = "--by",
      paramLabel = "WAY",
      defaultValue = "channel",
      description = "channel or campaign (default: ${DEFAULT-VALUE}).")
  private String by = "channel";

  @Option(
      names = "--window",
      paramLabel = "DAYS",
      defaultValue = "30d",
      description = "How long a touch counts before a purchase (default: ${DEFAULT-VALUE}).")
  private String window = "30d";

  AttributionCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    Dimension dimension = dimension();
    long days = days();
    try (OpenWorkspace open = perennial.openForReading()) {
      Optional<AsOf> asOf = newest(open);
      if (asOf.isEmpty()) {
        return nothing("Nothing to credit yet: perennial run reads what customers did.");
      }
      Attributed attributed = attribute(open, asOf.get(), dimension, days);
      if (!attributed.isTouched()) {
        return nothing(
            "No touches before purchases are known: no mails opened or clicked, no advertisements,"
                + " no visits with a campaign, no decisions carried out. Sources with events of"
                + " such types bring them (docs/mapping.md).");
      }
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(attributed, asOf.get(), days)));
      } else {
        tell(attributed, open.settings().workspace().currency().getCurrencyCode(), days);
      }
    }
    return ExitCode.DONE.number();
  }

  private Dimension dimension() {
    List<String> words = Arrays.stream(Dimension.values()).map(Dimension::word).toList();
    return Arrays.stream(Dimension.values())
        .filter(known -> known.word().equals(by))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown way: "
                        + by
                        + Nearest.name(by, words)
                            .map(near -> " (did you mean " + near + "?)")
                            .orElse("")
                        + " (must be one of "
                        + String.join(", ", words)
                        + ")"));
  }

  private long days() {
    if (!window.matches("[1-9][0-9]{0,3}d")) {
      throw new UsageException(
          "Invalid --window: " + window + " (must be 1d to 9999d, such as 30d)");
    }
    return Long.parseLong(window.substring(0, window.length() - 1));
  }

  private int nothing(String words) {
    if (perennial.json()) {
      perennial
          .surroundings()
          .out()
          .println(JsonText.of(Map.of("credits", List.of(), "why", words)));
    } else {
      perennial.say(words);
    }
    return ExitCode.DONE.number();
  }

  private static Optional<AsOf> newest(OpenWorkspace open) {
    open.engine().view(FEATURES, open.lake().table(Tables.FEATURES).scan());
    try (Batches rows =
        open.engine().query("SELECT max(f.as_of) AS as_of FROM " + FEATURES + " f")) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    }
  }

  private Attributed attribute(OpenWorkspace open, AsOf asOf, Dimension dimension, long days) {
    try (ProgressLine progress = perennial.progress()) {
      progress.begin("crediting " + dimension.word() + "s", 0, "touches");
      DecisionResults results =
          DecisionResults.read(open.lake(), open.engine(), open.settings().decide(), asOf);
      try (Attributions touches = Attributions.open(open.lake(), open.engine(), asOf)) {
        return touches.by(dimension, days, results, AttributionConfig.defaults());
      }
    }
  }

  private void tell(Attributed attributed, String currency, long days) throws IOException {
    List<String> titles = new ArrayList<>(List.of(attributed.dimension().word()));
    for (Method method : Method.values()) {
      titles.add(">" + method.words());
    }
    titles.addAll(List.of(">90 %", ">" + currency, ">by chance", ">90 %", ">" + currency));
    TextTable table = TextTable.of(titles.toArray(String[]::new));
    Set<String> names = new LinkedHashSet<>();
    attributed.lines().stream()
        .filter(line -> !line.name().equals(Attributed.NONE))
        .forEach(line -> names.add(line.name()));
    for (String name : names) {
      List<String> cells = new ArrayList<>(List.of(name.replace('_', ' ')));
      for (Method method : Method.values()) {
        cells.add(
            line(attributed, name, method.words()).map(l -> count(l.purchases())).orElse("–"));
      }
      cells.addAll(ends(line(attributed, name, Method.MARKOV.words())));
      Optional<Attributed.Line> chance = line(attributed, name, Attributed.BY_CHANCE);
      cells.add(chance.map(l -> count(l.purchases())).orElse("–"));
      cells.addAll(ends(chance));
      table.row(cells);
    }
    table.write(perennial.surroundings().out());
    PrintStream out = perennial.surroundings().out();
    out.printf(
        Locale.ROOT,
        "%nOf %,.0f purchases, %,.0f had a touch in the %,d days before; %,d had none. The first 90 %%"
            + " and %s are of Markov.%n",
        attributed.purchases() + attributed.direct(),
        attributed.purchases(),
        days,
        attributed.direct(),
        currency);
    out.println(
        "Credit is no proof. By chance: purchases in the window of a decision that would not have"
            + " come without it.");
    attributed.silences().forEach(why -> out.println("Not known by chance, " + why));
  }

  private static Optional<Attributed.Line> line(Attributed of, String name, String method) {
    return of.lines().stream()
        .filter(line -> line.name().equals(name) && line.method().equals(method))
        .findFirst();
  }

  private static List<String> ends(Optional<Attributed.Line> line) {
    return List.of(
        line.flatMap(Attributed.Line::interval)
            .map(i -> count(i.lower()) + " to " + count(i.upper()))
            .orElse("–"),
        line.filter(l -> Double.isFinite(l.money())).map(l -> count(l.money())).orElse("–"));
  }

  private static String count(double number) {
    return String.format(Locale.ROOT, Math.abs(number) < 100 ? "%,.1f" : "%,.0f", number);
  }

  private static Map<String, Object> plain(Attributed attributed, AsOf asOf, long days) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("as_of", asOf.instant());
    plain.put("dimension", attributed.dimension().word());
    plain.put("window_days", days);
    plain.put("purchases_with_touch", attributed.purchases());
    plain.put("purchases_without", attributed.direct());
    plain.put("journeys", attributed.journeys());
    plain.put("open_journeys", attributed.open());
    List<Map<String, Object>> credits = new ArrayList<>();
    for (Attributed.Line line : attributed.lines()) {
      Map<String, Object> credit = new LinkedHashMap<>();
      credit.put("name", line.name());
      credit.put("method", line.method());
      credit.put("purchases", line.purchases());
      credit.put("purchases_lower", line.interval().map(i -> i.lower()));
      credit.put("purchases_upper", line.interval().map(i -> i.upper()));
      credit.put("money", finite(line.money()));
      credit.put("share", finite(line.share()));
      credit.put("touches", line.touches());
      credits.add(credit);
    }
    plain.put("credits", credits);
    plain.put("not_known_by_chance", attributed.silences());
    return plain;
  }

  private static Optional<Double> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }
}
