// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.settings.Settings;
import io.perennial.app.work.SourcesText;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.connect.Connect;
import io.perennial.ingest.connect.Guess;
import io.perennial.ingest.connect.Proposal;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at files and proposes how to read them. */
@Command(
    name = "connect",
    header = "Look at files, and propose the section of perennial.yaml that reads them.",
    description = {
      "Finds out encoding, delimiter, which column is the customer, the time, the amount, and how",
      "dates and numbers are written, with its confidence in each. Files with the same columns",
      "become one source."
    },
    footer = {
      "",
      "Examples",
      "  perennial connect orders.csv",
      "  perennial connect exports/*.csv.gz tickets.jsonl --write"
    })
final class ConnectCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV, TSV, JSON Lines or Parquet files; also .gz.")
  private List<Path> files = List.of();

  @Option(names = "--write", description = "Add the sources to perennial.yaml.")
  private boolean write;

  ConnectCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    if (!write && perennial.workspaceFolder().isEmpty()) {
      Path here = perennial.surroundings().folder();
      Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
      try (LooseEngine loose = LooseEngine.open(spill, perennial.surroundings())) {
        propose(new Connect(loose.engine(), here));
      }
      if (!perennial.quiet()) {
        perennial
            .surroundings()
            .err()
            .println("Not written: this is no workspace; perennial init FOLDER makes one");
      }
      return ExitCode.DONE.number();
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      Proposal proposal = propose(new Connect(open.engine(), open.workspace().folder()));
      if (write) {
        write(proposal, open);
      } else if (!perennial.quiet()) {
        perennial
            .surroundings()
            .err()
            .println("Not written: --write adds it to " + open.workspace().configuration());
      }
    }
    return ExitCode.DONE.number();
  }

  private Proposal propose(Connect connect) {
    try (ProgressLine progress = perennial.progress()) {
      progress.begin("looking at " + Amounts.count(files.size(), "file"), 0, "files");
      Path here = perennial.surroundings().folder();
      Proposal proposal = connect.propose(files.stream().map(here::resolve).toList());
      progress.rest();
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(proposal)));
      } else {
        perennial.surroundings().out().print(proposal.yaml());
      }
      return proposal;
    }
  }

  private void write(Proposal proposal, OpenWorkspace open) {
    Path file = open.workspace().configuration();
    List<String> taken = open.settings().sources().stream().map(SourceConfig::name).toList();
    for (Proposal.Source source : proposal.sources()) {
      if (taken.contains(source.name())) {
        throw new UsageException(
            "Cannot add source "
                + source.name()
                + ": "
                + file
                + " has one of that name; add the file to its list of files, or remove it first");
      }
      if (source.config().isEmpty()) {
        throw new UsageException(
            "Cannot add source "
                + source.name()
                + ": "
                + String.join("; ", source.notes())
                + "; copy what is printed into "
                + file
                + " and complete it");
      }
    }
    try {
      String text = new SourcesText(Files.readString(file)).plus(proposal.yaml());
      // what is written must read back
      Settings.parse(text, file, perennial.surroundings().environment());
      Path fresh = file.resolveSibling(".perennial.yaml.new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LakeException("Cannot write " + file + ": " + FileTrouble.why(e), e);
    }
    perennial.say(
        "Added %s to %s; next: perennial run"
            .formatted(Amounts.count(proposal.sources().size(), "source"), file));
  }

  private static Map<String, Object> plain(Proposal proposal) {
    return Map.of(
        "sources", proposal.sources().stream().map(ConnectCommand::plain).toList(),
        "yaml", proposal.yaml());
  }

  private static Map<String, Object> plain(Proposal.Source source) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", source.name());
    plain.put("confidence", source.confidence());
    plain.put("usable", source.config().isPresent());
    Map<String, Object> fields = new TreeMap<>();
    source.fields().forEach((field, guess) -> fields.put(field.key(), plain(guess)));
    plain.put("fields", fields);
    Map<String, Object> claims = new TreeMap<>();
    source.claims().forEach((claim, guess) -> claims.put(claim, plain(guess)));
    plain.put("claims", claims);
    plain.put("notes", source.notes());
    return plain;
  }

  private static Map<String, Object> plain(Guess guess) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("column", guess.column());
    plain.put("confidence", guess.confidence());
    plain.put("reason", guess.reason());
    return plain;
  }
}
