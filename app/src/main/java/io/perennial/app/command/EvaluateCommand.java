// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.query.Parties;
import io.perennial.app.truth.IdentityEvaluation;
import io.perennial.app.truth.LabelColumns;
import io.perennial.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how well records were resolved, by labels. */
@Command(
    name = "evaluate",
    header = "How well records were resolved, by a file that knows who is who.",
    description = {
      "The CSV file has a row for each record, with its key and the person that it is; or a row for"
          + " each",
      "pair of records, with two keys and, perhaps, how sure it is that they are one (0 to 1, yes"
          + " or no).",
      "Columns are found by their names and values. Where several systems have keys, a column of"
          + " the",
      "file says the system, or the names of the key columns do. Shows precision and recall of"
          + " pairs and",
      "of records (B³), whether probabilities are what they say, agreement by threshold, and"
          + " examples of",
      "errors by record id. Labels are compared with, never learned from."
    },
    footer = {
      "",
      "Examples",
      "  perennial identity evaluate --labels persons.csv",
      "  perennial identity evaluate --labels truth.csv --key rec_id --person entity --errors 20",
      "  perennial identity evaluate --labels mapping.csv --complete --json"
    })
final class EvaluateCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = "Who is who, as CSV.")
  private Path labels = Path.of("");

  @Option(names = "--key", paramLabel = "COLUMN", description = "The key of a record.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--other-key",
      paramLabel = "COLUMN",
      description = "The key of the other record of a pair.")
  private Optional<String> other = Optional.empty();

  @Option(
      names = {"--person", "--label"},
      paramLabel = "COLUMN",
      description = "The person that a record is; of a pair whether it is one.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--complete",
      description = "The pairs are all that there are: who is in none is alone.")
  private boolean complete;

  @Option(
      names = "--errors",
      paramLabel = "N",
      defaultValue = "5",
      description = "Examples of each kind of error (default: ${DEFAULT-VALUE}).")
  private int errors;

  @Mixin private final PermitOption permission = new PermitOption();

  EvaluateCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    Path file = perennial.surroundings().folder().resolve(labels);
    if (!Files.isRegularFile(file)) {
      throw new LakeException("Cannot read labels: there is no file " + file);
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      new Parties(open.lake(), open.engine(), open.settings().systems()).requireResolved();
      IdentityEvaluation found =
          IdentityEvaluation.of(
              file,
              new LabelColumns.Given(key, other, label),
              complete,
              open.lake(),
              open.engine(),
              open.settings().systems(),
              open.identity());
      if (wasLearnedFrom(file, open)) {
        found =
            found.remarking(
                "the model learned from this file (identity.labels): of other records it is right"
                    + " less often");
      }
      EvaluationText text =
          new EvaluationText(
              found,
              open.settings().identity().threshold(),
              PairTexts.of(found.examples(errors), permission, perennial, open));
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(text.plain(errors)));
      } else {
        text.write(errors, perennial.surroundings().out());
      }
    }
    return ExitCode.DONE.number();
  }

  private static boolean wasLearnedFrom(Path file, OpenWorkspace open) throws IOException {
    Optional<Path> labels =
        open.settings().identity().labels().map(open.workspace().folder()::resolve);
    return labels.isPresent()
        && Files.exists(labels.get())
        && Files.mismatch(file, labels.get()) < 0;
  }
}
