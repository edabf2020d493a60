// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.SimulatedOrders;
import io.perennial.lake.LakeException;
import io.perennial.lake.step.Progress;
import io.perennial.lake.workspace.FileTrouble;
import io.perennial.lake.workspace.Workspace;
import io.perennial.testkit.company.Company;
import io.perennial.testkit.company.CompanyConfig;
import io.perennial.testkit.company.CompanyReport;
import io.perennial.testkit.simulate.EventBlock;
import io.perennial.testkit.simulate.EventSink;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.SimulationTotals;
import io.perennial.testkit.simulate.csv.CsvEventSink;
import io.perennial.testkit.simulate.csv.DirtySpec;
import io.perennial.testkit.simulate.csv.TruthCsv;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes up a shop. */
@Command(
    name = "simulate",
    header = "Make up a shop with customers and orders, whose truth is known.",
    description = {
      "Customers come, buy and leave by the Pareto/NBD law with Gamma-Gamma spend; the same seed",
      "makes the same file, bit by bit. Needs no workspace. Memory is bounded: millions are fine."
    },
    footer = {
      "",
      "Examples",
      "  perennial simulate --customers 10000 -o orders.csv",
      "  perennial simulate --orders 10000000 --seed 7 -o big.csv.gz --truth truth.csv",
      "  perennial simulate --customers 10000 -o orders.parquet",
      "  perennial simulate --customers 1000 --company acme && perennial -w acme run"
    })
final class SimulateCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "orders.csv",
      description = "CSV to write, .gz compressed; or .parquet (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("");

  @Option(names = "--truth", paramLabel = "FILE", description = "CSV of the truth per customer.")
  private @Nullable Path truth;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "How many customers (default: 10000).")
  private @Nullable Long customers;

  @Option(
      names = "--orders",
      paramLabel = "N",
      description = "Instead: as many customers as make about so many orders.")
  private @Nullable Long orders;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where chance starts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--page-views", description = "Page views too, about ten per order.")
  private boolean pageViews;

  @Option(
      names = "--dirt",
      paramLabel = "SHARE",
      description = {
        "Share of rows with each kind of dirt, such as 0.001 (default: none; of a company 0.01)."
      })
  private @Nullable Double dirt;

  @Option(
      names = "--company",
      paramLabel = "FOLDER",
      description = {
        "Instead of orders: a workspace with the files of six systems of one company, what is",
        "wrong in them, and the configuration that reads them; --dirt is at most 0.02."
      })
  private @Nullable Path company;

  SimulateCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    if (customers != null && orders != null) {
      throw new UsageException("Cannot simulate both --customers and --orders: choose one");
    }
    if (company != null) {
      return simulateCompany(perennial.surroundings().folder().resolve(company));
    }
    boolean parquet = output.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    if (parquet && dirt != null && dirt > 0) {
      throw new UsageException(
          "Cannot write dirt into Parquet, whose columns have types: name a .csv file");
    }
    Simulation simulation = Simulation.of(config());
    Path file = perennial.surroundings().folder().resolve(output);
    int threads = Runtime.getRuntime().availableProcessors();
    try (ProgressLine progress = perennial.progress()) {
      SimulationTotals totals =
          parquet
              ? writeParquet(simulation, file, threads, progress)
              : write(simulation, file, threads, progress);
      if (truth != null) {
        progress.begin("writing the truth", 0, "customers");
        TruthCsv.write(perennial.surroundings().folder().resolve(truth), simulation, threads);
      }
      progress.rest();
      report(totals, simulation.config());
    } catch (IOException e) {
      throw new LakeException("Cannot write " + file + ": " + FileTrouble.why(e), e);
    }
    return ExitCode.DONE.number();
  }

  private int simulateCompany(Path folder) {
    CompanyConfig config = CompanyConfig.defaults().withSeed(seed);
    if (orders != null) {
      config = new CompanyConfig(config.simulation().withAboutOrders(orders), config.share());
    }
    if (customers != null) {
      config = config.withCustomers(customers);
    }
    if (dirt != null) {
      config = config.withShare(dirt);
    }
    Workspace made = Workspace.init(folder, Company.configuration());
    try (ProgressLine progress = perennial.progress()) {
      progress.begin("simulating", 0, "rows");
      CompanyReport report = Company.of(config).write(folder);
      progress.rest();
      long defects = report.defects().values().stream().mapToLong(Long::longValue).sum();
      if (perennial.json()) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("workspace", made.folder().toString());
        plain.put("seed", seed);
        plain.put("customers", config.simulation().customers());
        plain.put("rows", report.rows());
        Map<String, Object> each = new TreeMap<>();
        report.defects().forEach((defect, count) -> each.put(defect.word(), count));
        plain.put("defects", each);
        perennial.surroundings().out().println(JsonText.of(plain));
      }
      perennial.say(
          "%s: %s of %s in six systems, with %s (truth/defects.csv lists them)"
              .formatted(
                  company,
                  Amounts.count(report.rows(), "row"),
                  Amounts.count(config.simulation().customers(), "customer"),
                  Amounts.count(defects, "defect")));
    } catch (IOException e) {
      throw new LakeException("Cannot write to " + folder + ": " + FileTrouble.why(e), e);
    }
    return ExitCode.DONE.number();
  }

  private SimulationConfig config() {
    SimulationConfig config = SimulationConfig.defaults().withSeed(seed);
    if (pageViews) {
      config = config.withBehaviour(config.behaviour().withVisits(4, 1));
    }
    if (orders != null) {
      return config.withAboutOrders(orders);
    }
    return customers == null ? config : config.withCustomers(customers);
  }

  private SimulationTotals write(Simulation simulation, Path file, int threads, Progress progress)
      throws IOException {
    DirtySpec dirty = dirt != null && dirt > 0 ? DirtySpec.everyKind(dirt) : DirtySpec.none();
    Path spill = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".perennial-sort");
    try (CsvEventSink sink = CsvEventSink.create(file, simulation.config(), dirty)) {
      progress.begin("simulating", 0, "rows");
      return simulation.runInTimeOrder(new Watched<>(sink, progress), threads, spill);
    } finally {
      Files.deleteIfExists(spill);
    }
  }

  private SimulationTotals writeParquet(
      Simulation simulation, Path file, int threads, Progress progress) throws IOException {
    Path beside = file.toAbsolutePath().getParent();
    try (LooseEngine loose = LooseEngine.open(beside, perennial.surroundings())) {
      Path csv = loose.folder().resolve("rows.csv");
      SimulationTotals totals = write(simulation, csv, threads, progress);
      progress.begin("writing Parquet", totals.rows(), "rows");
      SimulatedOrders.toParquet(loose.engine(), csv, file);
      return totals;
    }
  }

  /** A sink whose rows are counted as they are prepared. */
  private record Watched<P>(EventSink<P> to, Progress progress) implements EventSink<P> {

    @Override
    public P prepare(EventBlock block) {
      progress.advance(block.rows());
      return to.prepare(block);
    }

    @Override
    public void accept(P prepared) throws IOException {
      to.accept(prepared);
    }
  }

  private void report(SimulationTotals totals, SimulationConfig config) {
    BigDecimal turnover = BigDecimal.valueOf(totals.orderCents() + totals.returnCents(), 2);
    if (perennial.json()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("file", output.toString());
      plain.put("seed", config.seed());
      plain.put("customers", config.customers());
      plain.put("rows", totals.rows());
      plain.put("orders", totals.orders());
      plain.put("returns", totals.returns());
      plain.put("page_views", totals.pageViews());
      plain.put("turnover", turnover);
      plain.put("currency", config.currency());
      perennial.surroundings().out().println(JsonText.of(plain));
      return;
    }
    perennial.say(
        "%s: %s of %s, %s %s"
            .formatted(
                output,
                Amounts.count(totals.rows(), "row"),
                Amounts.count(config.customers(), "customer"),
                String.format(Locale.ROOT, "%,.2f", turnover),
                config.currency()));
  }
}
