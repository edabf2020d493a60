// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.query.CustomerQuery;
import io.perennial.app.query.Moment;
import io.perennial.app.query.TableViews;
import io.perennial.app.work.Delivery;
import io.perennial.app.work.Erasing;
import io.perennial.app.work.ReportFile;
import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.serve.answer.Candidate;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.index.CustomerIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes customers everywhere. */
@Command(
    name = "erase",
    header = "Delete customers from every table and every snapshot, and verify it on the disk.",
    description = {
      "There is no way back: older snapshots go too, in whole. Rows of these customers stay out",
      "when their files are read again. The files that were read are not touched. What was made of a",
      "record goes with it; other records of the same customer stay, and are named."
    },
    footer = {
      "",
      "Examples",
      "  perennial erase 13085",
      "  perennial erase 13085 14911 --yes --requested-by ticket-4711 --json"
    })
final class EraseCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(
      arity = "1..*",
      paramLabel = "KEY",
      description = "Keys of customers in any system, or ids of records.")
  private List<String> keys = List.of();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--requested-by",
      paramLabel = "WHO",
      defaultValue = "command line",
      description = "Kept with the erasure: a ticket or an office, not the customer's name.")
  private String requestedBy = "";

  EraseCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForWriting("erase");
        ProgressLine progress = perennial.progress()) {
      Erasing erasing =
          new Erasing(
              open.lake(),
              open.engine(),
              perennial.surroundings().clock(),
              open.workspace().secret());
      Set<RecordId> records = records(open, erasing);
      if (!yes && !agreed(records.size(), open)) {
        perennial.surroundings().err().println("Nothing was erased.");
        return ExitCode.FAILED.number();
      }
      Permit permit = PermitOption.permit(Purpose.DATA_SUBJECT_REQUEST, perennial.surroundings());
      progress.begin("erasing " + Amounts.count(records.size(), "record"), 0, "files");
      String subject = Amounts.count(records.size(), "record");
      PermitOption.audit(
          open.workspace(), permit, perennial.surroundings().clock().instant(), "erasing", subject);
      // what went wrong before may quote what is erased now
      Files.deleteIfExists(open.workspace().stateFolder().resolve("last-error.log"));
      // and the report may have them among the best customers
      Files.deleteIfExists(ReportFile.of(open));
      // whose decisions were sent can be told by their numbers; receivers know by the same numbers
      // what they have already
      Delivery.forget(open.workspace().folder());
      // a server that runs makes another when it sees that somebody was erased
      CustomerIndex.deleteAll(LiveAnswers.folder(open.workspace().stateFolder()));
      Set<RecordId> others = others(records, open);
      ErasureReceipt receipt = erasing.erase(records, TableViews.TABLES, requestedBy, permit);
      PermitOption.audit(open.workspace(), permit, receipt.at(), "erased", subject);
      progress.rest();
      print(receipt, records.size(), others);
    }
    return ExitCode.DONE.number();
  }

  /** Those that the lake knows; and those it knew, whose erasure may have been broken off. */
  private Set<RecordId> records(OpenWorkspace open, Erasing erasing) {
    CustomerQuery query = new CustomerQuery(open.lake(), open.engine(), Moment.now());
    Set<RecordId> records = new LinkedHashSet<>();
    for (String key : keys) {
      List<RecordId> listed =
          Candidate.of(key, open.settings().systems()).stream()
              .map(Candidate::record)
              .filter(erasing::isListed)
              .toList();
      records.addAll(listed);
      List<Candidate> known =
          listed.isEmpty()
              ? CustomerCommand.find(key, query, open)
              : query.known(Candidate.of(key, open.settings().systems()));
      known.forEach(each -> records.add(each.record()));
    }
    return records;
  }

  /** Other records of the customers who these are: whoever asked may mean them too. */
  private static Set<RecordId> others(Set<RecordId> records, OpenWorkspace open) {
    CustomerQuery query = new CustomerQuery(open.lake(), open.engine(), Moment.now());
    Set<RecordId> others = new TreeSet<>(query.recordIds(query.customers(records)));
    others.removeAll(records);
    return others;
  }

  private boolean agreed(int records, OpenWorkspace open) throws IOException {
    perennial
        .surroundings()
        .err()
        .print(
            "Erase %s from workspace %s, with all older snapshots? There is no way back. [y/N] "
                .formatted(Amounts.count(records, "record"), open.workspace().name()));
    perennial.surroundings().err().flush();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(perennial.surroundings().in(), StandardCharsets.UTF_8));
    String answer = answers.readLine();
    if (answer == null) {
      perennial.surroundings().err().println();
      throw new UsageException("Cannot ask whether to erase: nobody is there; say --yes");
    }
    return answer.strip().matches("(?i)y|yes");
  }

  private void print(ErasureReceipt receipt, int records, Set<RecordId> others) {
    if (perennial.json()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("verified_at", receipt.at());
      plain.put("records", records);
      plain.put("rows_by_table", new TreeMap<>(receipt.rowsByTable()));
      plain.put("files_rewritten", receipt.filesRewritten());
      plain.put("files_verified", receipt.filesVerified());
      plain.put("records_of_the_same_customers", others.stream().map(RecordId::value).toList());
      perennial.surroundings().out().println(JsonText.of(plain));
      return;
    }
    perennial.say("Erased " + Amounts.count(records, "record") + ", verified at " + receipt.at());
    new TreeMap<>(receipt.rowsByTable())
        .forEach((table, rows) -> perennial.say("  " + table + ": " + Amounts.count(rows, "row")));
    perennial.say(
        "  %s rewritten, no trace in %s on the disk"
            .formatted(
                Amounts.count(receipt.filesRewritten(), "file"),
                Amounts.count(receipt.filesVerified(), "file")));
    if (!others.isEmpty()) {
      perennial.say(
          "The same customer has %s more, which was not erased: %s"
              .formatted(
                  Amounts.count(others.size(), "record"),
                  String.join(", ", others.stream().map(RecordId::toString).toList())));
    }
    perennial.say("The files that were read in still hold these rows: delete them there.");
    perennial.say("Reports that were written elsewhere may show what was erased; write them anew.");
  }
}
