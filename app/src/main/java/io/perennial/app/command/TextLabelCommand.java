// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.truth.TextLabelFile;
import io.perennial.text.pipeline.TextLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Is told what texts say. */
@Command(
    name = "label",
    header = "Say how texts feel, what they want, whether they can wait; it is learned from.",
    description = {
      "FILE is a CSV file with a column event_id, or text, and one or more of sentiment (negative,",
      "neutral, positive), intent (complaint, cancel, refund, question, praise, other) and urgent (yes,",
      "no). A label of a text that is of no event is not kept; a text with a name in it is found by its",
      "event_id alone, since names are taken out of texts. The last word on a text counts. From the",
      "next run on all texts are judged by what was learned."
    },
    footer = {"", "Example", "  perennial text label said.csv"})
final class TextLabelCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(index = "0", paramLabel = "FILE", description = "What people say of texts.")
  private Path file = Path.of("");

  TextLabelCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    Path path = perennial.surroundings().folder().resolve(file);
    try (OpenWorkspace open = perennial.openForWriting("text label")) {
      TextLabelFile said = TextLabelFile.read(path, open.lake(), open.engine());
      TextLabels.add(
          open.lake(), open.engine(), said.labels(), perennial.surroundings().clock().instant());
      if (perennial.json()) {
        perennial
            .surroundings()
            .out()
            .println(
                JsonText.of(Map.of("labels", said.labels().size(), "remarks", said.remarks())));
      } else {
        said.remarks().forEach(perennial::say);
        perennial.say(
            said.labels().isEmpty()
                ? "Nothing to learn from"
                : Amounts.count(said.labels().size(), "label")
                    + " kept; learned from in the next run: perennial run");
      }
      return (said.labels().isEmpty() && !said.remarks().equals(List.of())
              ? ExitCode.FAILED
              : ExitCode.DONE)
          .number();
    }
  }
}
