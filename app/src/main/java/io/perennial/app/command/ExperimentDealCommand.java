// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.work.WholeFile;
import io.perennial.decide.experiment.Arm;
import io.perennial.decide.experiment.Experiment;
import io.perennial.decide.experiment.StratifiedDeal;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deals customers out to the arms of an experiment. */
@Command(
    name = "deal",
    header = "Who gets which arm of an experiment: by chance, and alike in each segment.",
    description = {
      "Each segment of --by has each arm by its weight, to within one customer. The same name deals the",
      "same again, another name anew; whoever is held out for good (decide.hold-out) gets no arm. Writes",
      "a file and nothing else: customer_id, arm, propensity, stratum. perennial experiment measure reads it."
    },
    footer = {
      "",
      "Examples",
      "  perennial experiment deal spring --arms control,mail -o spring.csv",
      "  perennial experiment deal save --arms control=1,call=1,mail=2 --segment \"At risk\" -o save.csv"
    })
final class ExperimentDealCommand implements Callable<Integer> {

  private static final String MEMBERS = "dealt_memberships";
  private static final String KNOWN = "dealt_features";

  private final Perennial perennial;

  @Parameters(paramLabel = "NAME", description = "Of the experiment: other names deal anew.")
  private String name = "";

  @Option(
      names = "--arms",
      paramLabel = "A,A,…",
      split = ",",
      required = true,
      description = "The control first; with =WEIGHT where they are not to be equal.")
  private List<String> arms = new ArrayList<>();

  @Option(names = "--segment", paramLabel = "NAME", description = "Only customers of this segment.")
  private Optional<String> segment = Optional.empty();

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      description = "Whose segment it is, where several have one of that name.")
  private Optional<String> scheme = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "SCHEME",
      defaultValue = "value",
      description = "Arms are alike in each of its segments (default: ${DEFAULT-VALUE}).")
  private String by = "value";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to.")
  private Path output = Path.of("");

  ExperimentDealCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    Experiment experiment;
    try {
      experiment = Experiment.onAll(name, arms());
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
    }
    Path file = perennial.surroundings().folder().resolve(output);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("Cannot write " + file + ": there is no folder " + folder);
    }
    List<String> customers = new ArrayList<>();
    List<String> strata = new ArrayList<>();
    long held;
    try (OpenWorkspace open = perennial.openForReading()) {
      held = read(open, customers, strata);
    }
    if (customers.isEmpty()) {
      throw new UsageException("Nobody to deal to: perennial segment list shows who there is");
    }
    int[] arm = StratifiedDeal.deal(experiment, customers, strata);
    List<String> lines = new ArrayList<>();
    lines.add("customer_id,arm,propensity,stratum");
    for (int i = 0; i < arm.length; i++) {
      Arm given = experiment.arms().get(arm[i]);
      lines.add(
          String.join(
              ",",
              customers.get(i),
              cell(given.name()),
              String.valueOf(experiment.share(given)),
              cell(strata.get(i))));
    }
    WholeFile.write(file, lines);
    tell(experiment, arm, held);
    return ExitCode.DONE.number();
  }

  private static String cell(String text) {
    return text.matches("[\\w .+-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private List<Arm> arms() {
    List<Arm> all = new ArrayList<>();
    for (String said : arms) {
      int at = said.indexOf('=');
      double weight = 1;
      if (at >= 0) {
        try {
          weight = Double.parseDouble(said.substring(at + 1).strip());
        } catch (NumberFormatException e) {
          throw new UsageException("Invalid --arms: " + said + " (must be NAME or NAME=WEIGHT)", e);
        }
      }
      all.add(new Arm((at < 0 ? said : said.substring(0, at)).strip(), weight));
    }
    return all;
  }

  /** Customers by number, with their stratum; returns how many are held out for good. */
  private long read(OpenWorkspace open, List<String> customers, List<String> strata) {
    Engine engine = open.engine();
    SegmentNames names = new SegmentNames(open.lake(), engine);
    names.requireScheme(by);
    String wanted = "";
    if (segment.isPresent()) {
      String of =
          scheme.isPresent()
              ? names.requireSegment(scheme.get(), segment.get())
              : names.schemeOf(segment.get());
      wanted =
          " AND f.customer_id IN (SELECT s.customer_id FROM "
              + MEMBERS
              + " s WHERE s.as_of = f.as_of AND s.scheme = "
              + SegmentNames.quoted(of)
              + " AND s.segment = "
              + SegmentNames.quoted(segment.get())
              + ")";
    }
    DecideConfig config = open.settings().decide();
    long held = 0;
    engine.view(MEMBERS, open.lake().table(Tables.MEMBERSHIPS).scan());
    engine.view(KNOWN, open.lake().table(Tables.FEATURES).scan());
    try (Batches rows =
        engine.query(
            "SELECT f.customer_id, min(m.segment) AS segment FROM "
                + KNOWN
                + " f LEFT JOIN "
                + MEMBERS
                + " m ON m.customer_id = f.customer_id AND m.as_of = f.as_of AND m.scheme = "
                + SegmentNames.quoted(by)
                + " WHERE f.as_of = (SELECT max(as_of) FROM "
                + KNOWN
                + ")"
                + wanted
                + " GROUP BY f.customer_id ORDER BY f.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long customer = batch.longs(0)[i];
          if (config.holdsOut(customer)) {
            held++;
          } else {
            customers.add(String.valueOf(customer));
            strata.add(batch.isNull(1, i) ? "none" : batch.texts(1)[i]);
          }
        }
      }
    }
    return held;
  }

  private void tell(Experiment experiment, int[] arm, long held) throws IOException {
    long[] counts = new long[experiment.arms().size()];
    for (int a : arm) {
      counts[a]++;
    }
    TextTable table = TextTable.of("arm", ">customers", ">probability");
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("file", output.toString());
    for (int a = 0; a < counts.length; a++) {
      Arm one = experiment.arms().get(a);
      plain.put(one.name(), counts[a]);
      table.row(
          one.name() + (a == 0 ? " (control)" : ""),
          String.format(Locale.ROOT, "%,d", counts[a]),
          String.format(Locale.ROOT, "%.1f %%", 100 * experiment.share(one)));
    }
    plain.put("held_out", held);
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain));
      return;
    }
    table.write(perennial.surroundings().out());
    perennial.say(
        String.format(
            Locale.ROOT,
            "%,d customers in %s; %,d are held out for good. When its window is over: perennial"
                + " experiment measure %s --from DAY --days N",
            arm.length,
            output,
            held,
            output));
  }
}
