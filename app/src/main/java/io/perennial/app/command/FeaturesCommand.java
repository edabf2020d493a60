// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.config.Nearest;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.DictionaryPage;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes what is known of each customer. */
@Command(
    name = "features",
    header = "Compute what is known of each customer, or list and explain the features there are.",
    description = {
      "Writes the table features: one row for each customer known by then, a column for each feature.",
      "Reads what is in the lake; perennial run brings that up to date first. Features of your own are",
      "declared under features.own in perennial.yaml: docs/features.md shows how."
    },
    footer = {
      "",
      "Examples",
      "  perennial features",
      "  perennial features --as-of 2026-01-31",
      "  perennial features --list",
      "  perennial features --explain spend_30d",
      "  perennial sql \"SELECT * FROM features ORDER BY spend_total DESC LIMIT 10\""
    })
final class FeaturesCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--force", description = "Run even what is up to date.")
  private boolean force;

  @ArgGroup private @Nullable Look look;

  /** To look at features, and compute none. */
  private static final class Look {
    @SuppressWarnings("UnusedVariable") // that it was given is enough
    @Option(names = "--list", required = true, description = "List the features, and compute none.")
    private boolean list;

    @Option(
        names = "--explain",
        required = true,
        paramLabel = "NAME",
        description = "Say all that there is to say of one feature.")
    private Optional<String> explain = Optional.empty();
  }

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  FeaturesCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    if (look == null) {
      return new StageRun(perennial, "features").step(analysis::asOf, force);
    }
    FeatureDictionary dictionary = FeatureSet.of(config()).dictionary();
    if (look.explain.isPresent()) {
      explain(dictionary, look.explain.get());
    } else {
      list(dictionary);
    }
    return ExitCode.DONE.number();
  }

  /** Of the workspace; outside of one, what there is without one. */
  private FeatureConfig config() {
    if (perennial.workspaceFolder().isEmpty()) {
      return new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty());
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      return open.settings().features();
    }
  }

  private void list(FeatureDictionary dictionary) {
    PrintStream out = perennial.surroundings().out();
    if (perennial.json()) {
      out.println(JsonText.of(dictionary.all().stream().map(DictionaryPage::said).toList()));
      return;
    }
    TextTable table = TextTable.of("feature", "family", "meaning");
    dictionary.all().forEach(f -> table.row(f.name(), f.family(), f.meaning()));
    try {
      table.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
    out.println("perennial features --explain NAME says all of one.");
  }

  private void explain(FeatureDictionary dictionary, String name) {
    FeatureDefinition feature = dictionary.get(name).orElseThrow(() -> unknown(dictionary, name));
    PrintStream out = perennial.surroundings().out();
    out.print(
        perennial.json()
            ? JsonText.of(DictionaryPage.said(feature)) + System.lineSeparator()
            : DictionaryPage.of(feature));
  }

  private static UsageException unknown(FeatureDictionary dictionary, String name) {
    List<String> names = dictionary.all().stream().map(FeatureDefinition::name).toList();
    return new UsageException(
        "Unknown feature: "
            + name
            + Nearest.name(name, names).map(near -> " (did you mean " + near + "?)").orElse("")
            + "; perennial features --list lists them");
  }
}
