// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.config.Nearest;
import io.perennial.ingest.Preset;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the mappings that are ready made, or shows one. */
@Command(
    name = "presets",
    header = "List the mappings that are ready made for vendors' exports, or show one to copy.",
    description = {
      "A source names one, 'preset: shopify-orders', and says beside it what is to be otherwise."
    },
    footer = {
      "",
      "Examples",
      "  perennial presets",
      "  perennial presets shopify-orders",
    })
final class PresetsCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The preset to show.")
  private Optional<String> name = Optional.empty();

  PresetsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    PrintStream out = perennial.surroundings().out();
    if (name.isPresent()) {
      Preset preset = Preset.of(name.get()).orElseThrow(() -> unknown(name.get()));
      out.print(
          perennial.json() ? JsonText.of(plain(preset)) + System.lineSeparator() : section(preset));
    } else if (perennial.json()) {
      out.println(JsonText.of(Preset.all().stream().map(PresetsCommand::plain).toList()));
    } else {
      table(out);
    }
    return ExitCode.DONE.number();
  }

  private static void table(PrintStream out) {
    TextTable table = TextTable.of("preset", "what it reads");
    Preset.all().forEach(preset -> table.row(preset.name(), preset.title()));
    try {
      table.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
    out.println("perennial presets NAME shows one, with what it gives and leaves out.");
  }

  /** The preset as a section of perennial.yaml, to be copied and changed. */
  private static String section(Preset preset) {
    StringBuilder text = new StringBuilder();
    preset.text().lines().takeWhile(line -> line.startsWith("#")).forEach(l -> line(text, l));
    line(text, "sources:");
    line(text, "  " + preset.name() + ":");
    line(text, "    files: data/" + preset.name() + "*");
    preset.body().lines().forEach(l -> line(text, "    " + l));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line.stripTrailing()).append(System.lineSeparator());
  }

  private static Map<String, Object> plain(Preset preset) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", preset.name());
    plain.put("title", preset.title());
    plain.put("documents", preset.documents());
    plain.putAll(preset.says());
    plain.put("yaml", preset.body());
    return plain;
  }

  private static UsageException unknown(String name) {
    List<String> names = Preset.names();
    return new UsageException(
        "Unknown preset: "
            + name
            + Nearest.name(name, names).map(near -> " (did you mean " + near + "?)").orElse("")
            + "; perennial presets lists them");
  }
}
