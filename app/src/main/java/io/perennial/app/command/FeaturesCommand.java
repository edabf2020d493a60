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
import io.perennial.features.Rolling;
import io.perennial.features.dictionary.DictionaryPage;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.Suggestion;
import io.perennial.features.pipeline.Suggestions;
import io.perennial.ingest.pipeline.Again;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
      "declared under features.own in perennial.yaml: docs/features.md shows how.",
      "With --rolling it writes training_sets instead: the same features at many instants, each with what",
      "the customer spent and bought from then to the end of the horizon, without looking ahead."
    },
    footer = {
      "",
      "Examples",
      "  perennial features",
      "  perennial features --as-of 2026-01-31",
      "  perennial features --rolling 12 --every 30d --horizon 90d",
      "  perennial features --list",
      "  perennial features --explain spend_30d",
      "  perennial features --suggest --write suggested.yaml",
      "  perennial sql \"SELECT * FROM features ORDER BY spend_total DESC LIMIT 10\""
    })
final class FeaturesCommand implements Callable<Integer> {

  /** The same events give the same suggestions. */
  private static final long SEED = 1;

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

    @ArgGroup(exclusive = false)
    private @Nullable Suggest suggest;
  }

  /** To look for features that nobody declared. */
  private static final class Suggest {
    @SuppressWarnings("UnusedVariable") // that it was given is enough
    @Option(
        names = "--suggest",
        required = true,
        description = "Look for features worth declaring, and show them with their SQL.")
    private boolean suggest;

    @Option(
        names = "--target",
        paramLabel = "TARGET",
        description = "What they must tell: active (the default) or top-spend, in 90 days.")
    private String target = "active";

    @Option(
        names = "--most",
        paramLabel = "N",
        description = "Show at most so many; 10 when not said.")
    private int most = 10;

    @Option(
        names = "--write",
        paramLabel = "FILE",
        description = "Write the declarations to a new file, too.")
    private Optional<Path> write = Optional.empty();
  }

  @ArgGroup(exclusive = false)
  private @Nullable Train train;

  /** To make training sets. */
  private static final class Train {
    @Option(
        names = "--rolling",
        required = true,
        paramLabel = "N",
        description = {
          "Make training sets at so many instants; the last horizon ends at --as-of, or after the last",
          "event. Instants whose horizon is not over are left out."
        })
    private int instants;

    @Option(
        names = "--every",
        paramLabel = "DAYS",
        description = "From one instant to the next, such as 30d (the default).")
    private String every = "30d";

    @Option(
        names = "--horizon",
        paramLabel = "DAYS",
        description = "What comes in so many days is to be predicted, such as 90d (the default).")
    private String horizon = "90d";

    private Rolling rolling() {
      try {
        return new Rolling(instants, days("--every", every), days("--horizon", horizon));
      } catch (IllegalArgumentException e) {
        throw new UsageException(String.valueOf(e.getMessage()), e);
      }
    }

    private static int days(String option, String text) {
      if (!text.matches("[0-9]{1,6}d")) {
        throw new UsageException(
            "Invalid " + option + ": " + text + " (must be days, such as 30d)");
      }
      return Integer.parseInt(text.substring(0, text.length() - 1));
    }
  }

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  FeaturesCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    if (train != null && look != null) {
      throw new UsageException("--rolling makes training sets; leave out --list and --explain");
    }
    if (train != null) {
      Rolling rolling = train.rolling();
      return new StageRun(perennial, "features")
          .steps(
              Again.nothing(),
              analysis::asOf,
              steps -> new RunReport(steps.train(rolling, force), List.of()));
    }
    if (look == null) {
      return new StageRun(perennial, "features").step(analysis::asOf, force);
    }
    if (look.suggest != null) {
      suggest(look.suggest);
      return ExitCode.DONE.number();
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

  private void suggest(Suggest asked) {
    Suggestions.Options options =
        Suggestions.Options.usual(target(asked.target), Math.max(1, asked.most), SEED);
    Suggestion found;
    try (OpenWorkspace open = perennial.openForReading()) {
      FeatureConfig config = open.settings().features();
      found =
          Suggestions.of(
              open.lake(),
              open.engine(),
              analysis.asOf(open).map(config::withAsOf).orElse(config),
              options,
              perennial.surroundings().clock());
    }
    PrintStream out = perennial.surroundings().out();
    out.println(
        perennial.json()
            ? JsonText.of(SuggestionText.values(found))
            : SuggestionText.of(found, options));
    asked.write.ifPresent(file -> write(perennial.surroundings().folder().resolve(file), found));
  }

  private static Suggestions.Target target(String word) {
    return switch (word) {
      case "active" -> Suggestions.Target.ACTIVE;
      case "top-spend" -> Suggestions.Target.TOP_SPEND;
      default ->
          throw new UsageException("Invalid --target: " + word + " (must be active or top-spend)");
    };
  }

  private static void write(Path file, Suggestion found) {
    try {
      Files.writeString(file, found.yaml(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "Cannot write " + file + ": there is a file (choose another, and paste from it)");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
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
