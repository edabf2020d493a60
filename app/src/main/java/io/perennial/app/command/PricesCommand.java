// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.PriceTable;
import io.perennial.app.work.TableFile;
import io.perennial.app.work.WholeFile;
import io.perennial.decide.price.Cadence;
import io.perennial.decide.price.DemandConfig;
import io.perennial.decide.price.DemandModel;
import io.perennial.decide.price.DemandTrainer;
import io.perennial.decide.price.ForecastCheck;
import io.perennial.decide.price.PriceLimits;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns from a table of sales what prices do. */
@Command(
    name = "prices",
    header = "Learn from a table of sales what prices do to demand, and which would be better.",
    description = {
      "A row is what was sold of a product in a day, week or month at a price, or one sale. Columns",
      "are guessed by their names where they are not told. For each product: by how many per cent",
      "less is sold when it costs one more, with an interval, or the reason why that cannot be",
      "known; the best price within the limits; the units to expect. Nothing is written but what",
      "--out names."
    },
    footer = {
      "",
      "Examples",
      "  perennial prices sales.csv",
      "  perennial prices sales.csv --product sku --units qty --cost unit_cost --out prices.csv",
      "  perennial prices sales.csv --largest-change 5 --margin-floor 20 --ending .99 --json"
    })
final class PricesCommand implements Callable<Integer> {

  private static final double PERCENT = 100;
  private static final int SMALL = 20_000;
  private static final int CHECKED = 4;

  private final Perennial perennial;

  @Parameters(paramLabel = "FILE", description = "CSV, TSV, JSON Lines or Parquet; also .gz.")
  private Path file = Path.of("");

  @Option(names = "--product", paramLabel = "COLUMN", description = "What was sold.")
  private Optional<String> product = Optional.empty();

  @Option(names = "--time", paramLabel = "COLUMN", description = "When: a day, week or month.")
  private Optional<String> time = Optional.empty();

  @Option(names = "--price", paramLabel = "COLUMN", description = "The price of a unit.")
  private Optional<String> price = Optional.empty();

  @Option(names = "--units", paramLabel = "COLUMN", description = "How many were sold.")
  private Optional<String> units = Optional.empty();

  @Option(
      names = "--revenue",
      paramLabel = "COLUMN",
      description = "What came in, where there is no price of a unit.")
  private Optional<String> revenue = Optional.empty();

  @Option(
      names = "--segment",
      paramLabel = "COLUMN",
      description = "Segment or store; each has a demand of its own.")
  private Optional<String> segment = Optional.empty();

  @Option(
      names = "--category",
      paramLabel = "COLUMN",
      description = "Products of one category are taken for alike.")
  private Optional<String> category = Optional.empty();

  @Option(names = "--cost", paramLabel = "COLUMN", description = "What a unit costs.")
  private Optional<String> cost = Optional.empty();

  @Option(
      names = "--list",
      paramLabel = "COLUMN",
      description = "The list price, which no better price exceeds.")
  private Optional<String> list = Optional.empty();

  @Option(names = "--competitor", paramLabel = "COLUMN", description = "What competitors ask.")
  private Optional<String> competitor = Optional.empty();

  @Option(
      names = "--promotion",
      paramLabel = "COLUMN",
      description = "Whether the product was promoted.")
  private Optional<String> promotion = Optional.empty();

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "day, week or month; without it what the times say.")
  private Optional<String> period = Optional.empty();

  @Option(
      names = "--experiment",
      description = "Prices were set by chance: then elasticities are causal.")
  private boolean experiment;

  @Option(
      names = "--largest-change",
      paramLabel = "PERCENT",
      description = "How far a better price may be from that of now (default: 10).")
  private Optional<Double> largestChange = Optional.empty();

  @Option(
      names = "--margin-floor",
      paramLabel = "PERCENT",
      description = "The least margin, in per cent of the price (default: 0; needs a cost).")
  private Optional<Double> marginFloor = Optional.empty();

  @Option(names = "--ending", paramLabel = "PART", description = "What prices end in, such as .99.")
  private Optional<Double> ending = Optional.empty();

  @Option(
      names = "--check",
      description =
          "Also tell the last 4 periods from those before, to see how good forecasts are (as is"
              + " done for small tables anyway).")
  private boolean check;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write all products with all numbers to this CSV file.")
  private Optional<Path> out = Optional.empty();

  PricesCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    PriceLimits limits = limits();
    PriceTable.Told told = new PriceTable.Told(columns(), cadence());
    Path here = perennial.surroundings().folder();
    Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
    PriceTable table;
    DemandModel model;
    int broken;
    Optional<ForecastCheck> checked = Optional.empty();
    try (ProgressLine progress = perennial.progress();
        LooseEngine loose = LooseEngine.open(spill, perennial.surroundings());
        ProcessFolder copies = ProcessFolder.below(loose.folder(), "copies")) {
      progress.begin("reading " + file, 0, "rows");
      TableFile read = TableFile.read(loose.engine(), here.resolve(file), file.toString(), copies);
      broken = read.broken().size();
      table = PriceTable.of(read.table(), told);
      progress.begin("learning demand", table.sales().rows(), "rows");
      DemandConfig config = DemandConfig.defaults();
      model = DemandTrainer.of(experiment ? config.ofAnExperiment() : config).train(table.sales());
      if (check || table.sales().rows() <= SMALL) {
        progress.begin("trying forecasts", CHECKED, "periods");
        checked = ForecastCheck.of(table.sales(), config, CHECKED);
      }
    }
    PriceRows rows = PriceRows.of(model, limits, checked);
    if (out.isPresent()) {
      WholeFile.write(here.resolve(out.get()), rows.lines());
    }
    if (perennial.json()) {
      Map<String, Object> plain = rows.plain(table);
      plain.put("broken_lines", broken);
      perennial.surroundings().out().println(JsonText.of(plain));
    } else {
      rows.tell(perennial.surroundings().out(), table, broken);
      if (out.isEmpty() && !perennial.quiet()) {
        perennial.surroundings().out().printf("%n--out FILE writes all products and numbers.%n");
      }
      perennial.surroundings().out().flush();
    }
    return ExitCode.DONE.number();
  }

  private Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    product.ifPresent(name -> columns.put("product", name));
    time.ifPresent(name -> columns.put("time", name));
    units.ifPresent(name -> columns.put("units", name));
    price.ifPresent(name -> columns.put("price", name));
    revenue.ifPresent(name -> columns.put("revenue", name));
    segment.ifPresent(name -> columns.put("segment", name));
    category.ifPresent(name -> columns.put("category", name));
    list.ifPresent(name -> columns.put("list", name));
    cost.ifPresent(name -> columns.put("cost", name));
    competitor.ifPresent(name -> columns.put("competitor", name));
    promotion.ifPresent(name -> columns.put("promotion", name));
    return columns;
  }

  private Optional<Cadence> cadence() {
    return period.map(
        word -> {
          for (Cadence each : Cadence.values()) {
            if (each.word().equals(word.toLowerCase(Locale.ROOT))) {
              return each;
            }
          }
          throw new UsageException("Invalid --period: " + word + " (must be day, week or month)");
        });
  }

  private PriceLimits limits() {
    PriceLimits limits = PriceLimits.defaults();
    try {
      if (largestChange.isPresent()) {
        limits = limits.withLargestChange(largestChange.get() / PERCENT);
      }
      if (marginFloor.isPresent()) {
        limits = limits.withMarginFloor(marginFloor.get() / PERCENT);
      }
      return ending.isPresent() ? limits.withEnding(ending.get()) : limits;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
