// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.BarChart;
import io.perennial.app.chart.Chart;
import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.HeatGrid;
import io.perennial.app.chart.LineChart;
import io.perennial.app.chart.RankChart;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of a workspace, from its tables alone: what came in, who the customers are, what they
 * will do and are worth, how well that was foretold, and which runs said so. What a workspace has
 * not got is left out. No personal data is in it.
 */
public final class WorkspaceReport {

  private static final SqlStep SEGMENTS = SqlStep.of(WorkspaceReport.class, "segment_worth");
  private static final SqlStep GRID = SqlStep.of(WorkspaceReport.class, "rfm_grid");
  private static final SqlStep RETENTION = SqlStep.of(WorkspaceReport.class, "retention");
  private static final SqlStep RUNS = SqlStep.of(WorkspaceReport.class, "last_runs");

  private static final List<TableSpec> READS =
      List.of(
          Tables.EVENTS,
          Tables.QUARANTINE,
          Tables.INGESTED_FILES,
          Tables.LINKS,
          Tables.FEATURES,
          Tables.MEMBERSHIPS,
          Tables.VALUES,
          Tables.EVALUATIONS,
          Tables.RUNS);
  private static final int MOST_COHORTS = 16;

  private final Engine engine;
  private final String name;
  private final String currency;
  private final ZoneId zone;

  /**
   * Makes the views that it reads, under the names of the tables.
   *
   * @param name of the workspace
   * @param currency of all amounts
   */
  public WorkspaceReport(Lake lake, Engine engine, String name, String currency, ZoneId zone) {
    this.engine = engine;
    this.name = name;
    this.currency = currency;
    this.zone = zone;
    for (TableSpec table : READS) {
      engine.view(table.name(), lake.table(table).scan());
    }
    engine.run(SEGMENTS, Map.of());
    engine.run(GRID, Map.of());
    engine.run(RUNS, Map.of());
  }

  /** The page. */
  public String html() {
    List<Page.Section> sections = new ArrayList<>();
    Evaluations evaluations = Evaluations.read(engine);
    boolean valued = number("SELECT count(*) AS n FROM customer_values") > 0;
    boolean known = number("SELECT count(*) AS n FROM features") > 0;
    if (known) {
      sections.add(new Page.Section("overview", "At a glance", overview(evaluations, valued)));
    }
    if (valued) {
      sections.add(new Page.Section("worth", "What customers are worth", worth()));
      sections.add(new Page.Section("return", "Who will come back", comingBack(evaluations)));
      if (!evaluations.section("holdout").isEmpty()) {
        sections.add(new Page.Section("proof", "How well that was foretold", proof(evaluations)));
      }
    }
    if (number("SELECT count(*) AS n FROM memberships") > 0) {
      sections.add(new Page.Section("segments", "Segments", segments()));
    }
    if (known) {
      sections.add(new Page.Section("cohorts", "Cohorts", cohorts()));
    }
    sections.add(new Page.Section("data", "What came in", data()));
    if (!evaluations.section("parameter").isEmpty()) {
      sections.add(new Page.Section("models", "Models", models(evaluations)));
    }
    sections.add(new Page.Section("runs", "Runs", runs()));
    return new Page(
            "Customers of " + name,
            known ? "As known before " + asOf() : "Nothing has been computed yet: perennial run",
            sections,
            "Made by Perennial from the tables of this workspace. Every number names its run; a run"
                + " with the same inputs, settings and seed gives the same bits.")
        .html();
  }

  // ---- at a glance

  private List<Block> overview(Evaluations evaluations, boolean valued) {
    List<Block> blocks = new ArrayList<>();
    evaluations.section("note").stream()
        .map(Evaluations.Figure::words)
        .distinct()
        .forEach(words -> blocks.add(new Block.Warning(words)));
    List<Block.Tile> tiles = new ArrayList<>();
    double[] base =
        numbers(
            "SELECT CAST(count(*) AS DOUBLE) AS a, CAST(sum(purchases) AS DOUBLE) AS b,"
                + " sum(spend_total) AS c,"
                + " CAST(count(CASE WHEN purchases > 1 THEN 1 END) AS DOUBLE) AS d,"
                + " CAST(count(CASE WHEN purchases > 0 THEN 1 END) AS DOUBLE) AS e FROM features",
            5);
    tiles.add(new Block.Tile("Customers", whole(base[0]), whole(base[4]) + " have bought"));
    tiles.add(
        new Block.Tile(
            "Purchases",
            whole(base[1]),
            base[4] > 0 ? percent(base[3] / base[4]) + " bought again" : ""));
    tiles.add(new Block.Tile("Spend", money(base[2]), "less what was returned"));
    if (valued) {
      double[] ahead =
          numbers(
              "SELECT sum(p_alive) AS a, sum(expected_purchases) AS b, sum(value) AS c,"
                  + " max(horizon_weeks) AS d, sum(lifetime_value) AS e FROM customer_values",
              5);
      String weeks = whole(ahead[3]) + " weeks";
      tiles.add(
          new Block.Tile(
              "Still customers",
              whole(ahead[0]),
              "expected, of " + whole(base[4]) + " who bought"));
      tiles.add(
          new Block.Tile(
              "Purchases in " + weeks, whole(ahead[1]), between(evaluations, "purchases", false)));
      if (ahead[2] > 0) {
        tiles.add(
            new Block.Tile(
                "Value of " + weeks, money(ahead[2]), between(evaluations, "value", true)));
        tiles.add(new Block.Tile("Value of all time to come", money(ahead[4]), "at present value"));
      }
    }
    blocks.add(new Block.Tiles(tiles));
    return blocks;
  }

  /** The interval of all customers, where they are one cohort. */
  private String between(Evaluations evaluations, String series, boolean money) {
    List<Evaluations.Figure> ends = evaluations.series("cohort", series);
    if (ends.size() != 3) {
      return "expected";
    }
    double lower = ends.get(1).figure();
    double upper = ends.get(2).figure();
    return "90 % between "
        + (money ? money(lower) : whole(lower))
        + " and "
        + (money ? money(upper) : whole(upper));
  }

  // ---- worth

  private List<Block> worth() {
    List<Block> blocks = new ArrayList<>();
    double[] values = column("SELECT value FROM customer_values WHERE value IS NOT NULL");
    if (values.length > 0) {
      Worth worth = new Worth(values);
      blocks.add(
          new Block.Figure(
              "Value over customers",
              "Present value of what each will buy in the forecast's weeks, after margin. The last"
                  + " bar holds the best hundredth.",
              worth.histogram(currency)));
      blocks.add(
          new Block.Figure(
              "Concentration",
              String.format(
                  Locale.ROOT,
                  "The best tenth of customers holds %s of all value.",
                  percent(worth.heldByBestTenth())),
              worth.concentration()));
    }
    List<List<String>> rows = new ArrayList<>();
    each(
        "SELECT CAST(v.customer_id AS STRING) AS c, m.segment, v.tier, v.p_alive,"
            + " v.expected_purchases, v.value, v.value_lower, v.value_upper, v.reason"
            + " FROM customer_values v LEFT JOIN memberships m ON m.customer_id = v.customer_id"
            + " AND m.scheme = 'rfm' ORDER BY coalesce(v.value, v.expected_purchases) DESC,"
            + " v.customer_id LIMIT 10",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    text(batch, 1, i),
                    text(batch, 2, i),
                    percent(batch.doubles(3)[i]),
                    String.format(Locale.ROOT, "%.1f", batch.doubles(4)[i]),
                    batch.isNull(5, i) ? "–" : money(batch.doubles(5)[i]),
                    batch.isNull(5, i)
                        ? "–"
                        : money(batch.doubles(6)[i]) + " to " + money(batch.doubles(7)[i]),
                    text(batch, 8, i))));
    blocks.add(
        new Block.Rows(
            "The ten most valuable customers",
            new DataTable(
                List.of(
                    "Customer",
                    "Segment",
                    "Tier",
                    "Still a customer",
                    "Purchases",
                    "Value",
                    "90 % between",
                    "Why"),
                rows)));
    return blocks;
  }

  // ---- coming back

  private List<Block> comingBack(Evaluations evaluations) {
    List<Block> blocks = new ArrayList<>();
    Map<String, List<Evaluations.Figure>> alive =
        new TreeMap<>((a, b) -> Integer.compare(Integer.parseInt(b), Integer.parseInt(a)));
    alive.putAll(evaluations.bySeries("alive"));
    if (!alive.isEmpty()) {
      List<String> columns =
          alive.values().iterator().next().stream().map(Evaluations.Figure::label).toList();
      blocks.add(
          new Block.Figure(
              "Still a customer?",
              "The probability, in percent, of a customer of the greatest age. Who used to buy often"
                  + " and has been silent for long has left; who buys seldom may only be between two"
                  + " purchases.",
              new HeatGrid(
                  "Probability of being a customer by purchases and silence",
                  "weeks since the last purchase",
                  "repeat purchases",
                  columns,
                  List.copyOf(alive.keySet()),
                  alive.values().stream()
                      .map(row -> row.stream().map(Evaluations.Figure::figure).toList())
                      .toList(),
                  1,
                  "%.0f",
                  100)));
    }
    double[] probabilities = column("SELECT p_alive FROM customer_values");
    List<Double> counts = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    double[] bars = new double[10];
    for (double p : probabilities) {
      bars[(int) Math.min(9, p * 10)]++;
    }
    for (int k = 0; k < 10; k++) {
      counts.add(bars[k]);
      groups.add(10 * k + "–" + (10 * k + 10));
    }
    blocks.add(
        new Block.Figure(
            "How sure that is",
            "Customers by the probability that they are still customers.",
            new BarChart(
                "Customers by the probability of being one still",
                "probability, %",
                "customers",
                groups,
                List.of(new LineChart.Series("customers", counts, false)),
                0)));
    return blocks;
  }

  // ---- proof

  private List<Block> proof(Evaluations evaluations) {
    List<Block> blocks = new ArrayList<>();
    Map<String, Double> facts = new LinkedHashMap<>();
    evaluations.section("coverage").forEach(each -> facts.put(each.series(), each.figure()));
    blocks.add(
        new Block.Paragraph(
            String.format(
                Locale.ROOT,
                "The last %.0f weeks were held out: models saw only what came before them, and were"
                    + " then compared with what came. Of %,.0f customers, %s bought a number of times"
                    + " inside their 90 %% interval; of groups of a hundred, %s did.",
                facts.getOrDefault("weeks of the hold-out", 0.0),
                facts.getOrDefault("customers in the hold-out", 0.0),
                percent(facts.getOrDefault("customers inside 90 %", 0.0)),
                percent(facts.getOrDefault("cohorts of 100 inside 90 %", 0.0)))));
    for (Evaluations.Figure choice : evaluations.section("choice")) {
      blocks.add(
          new Block.Paragraph(
              (choice.cohort().equals("all")
                      ? "Chosen: "
                      : "Chosen for who " + choice.cohort() + ": ")
                  + choice.words()));
    }
    blocks.add(tracking(evaluations, "Week by week", "actual", "expected"));
    blocks.add(tracking(evaluations, "Together", "cumulative actual", "cumulative expected"));
    blocks.add(
        groups(
            evaluations,
            "repeats",
            "By purchases before",
            "repeat purchases before the hold-out",
            "Mean purchases in the hold-out of customers by how often they had bought before."));
    blocks.add(
        groups(
            evaluations,
            "decile",
            "By forecast",
            "tenth of customers by forecast",
            "Mean purchases in the hold-out of ten equal groups, the best forecast last."));
    List<String> head = new ArrayList<>(List.of("Forecast"));
    List<List<String>> rows = new ArrayList<>();
    List<String> measures = List.of("bias", "MAE", "RMSE", "MSLE", "Spearman", "Gini", "top 10 %");
    head.addAll(measures);
    evaluations
        .bySeries("holdout")
        .forEach(
            (forecast, figures) -> {
              Map<String, Double> by = new LinkedHashMap<>();
              figures.forEach(each -> by.put(each.label(), each.figure()));
              List<String> row = new ArrayList<>(List.of(forecast));
              for (String measure : measures) {
                double figure = by.getOrDefault(measure, Double.NaN);
                boolean share = measure.equals("bias") || measure.equals("top 10 %");
                row.add(
                    Double.isNaN(figure)
                        ? "–"
                        : share ? percent(figure) : String.format(Locale.ROOT, "%.3f", figure));
              }
              rows.add(row);
            });
    blocks.add(new Block.Rows("Errors beside those of simple rules", new DataTable(head, rows)));
    return blocks;
  }

  private static Block tracking(
      Evaluations evaluations, String title, String actual, String expected) {
    List<Evaluations.Figure> came = evaluations.series("tracking", actual);
    List<Evaluations.Figure> foretold = evaluations.series("tracking", expected);
    List<LineChart.Mark> marks =
        came.stream()
            .filter(each -> each.words().equals("hold-out"))
            .findFirst()
            .map(first -> List.of(new LineChart.Mark(first.position() + 1, "hold-out")))
            .orElse(List.of());
    return new Block.Figure(
        title,
        "Repeat purchases of all customers of the calibration, as they came and as expected.",
        new LineChart(
            "Repeat purchases, " + title.toLowerCase(Locale.ROOT),
            "week",
            "repeat purchases",
            came.stream().map(each -> (double) each.position() + 1).toList(),
            List.of(
                new LineChart.Series(
                    "actual", came.stream().map(Evaluations.Figure::figure).toList(), false),
                new LineChart.Series(
                    "expected", foretold.stream().map(Evaluations.Figure::figure).toList(), true)),
            marks,
            0));
  }

  private static Block groups(
      Evaluations evaluations, String section, String title, String xName, String caption) {
    List<Evaluations.Figure> came = evaluations.series(section, "actual");
    List<Evaluations.Figure> foretold = evaluations.series(section, "expected");
    return new Block.Figure(
        title,
        caption,
        new BarChart(
            title,
            xName,
            "mean purchases",
            came.stream().map(Evaluations.Figure::label).toList(),
            List.of(
                new LineChart.Series(
                    "actual", came.stream().map(Evaluations.Figure::figure).toList(), false),
                new LineChart.Series(
                    "expected", foretold.stream().map(Evaluations.Figure::figure).toList(), false)),
            2));
  }

  // ---- segments

  private List<Block> segments() {
    List<Block> blocks = new ArrayList<>();
    List<List<Double>> cells = new ArrayList<>();
    for (int r = 0; r < 5; r++) {
      cells.add(new ArrayList<>(List.of(0.0, 0.0, 0.0, 0.0, 0.0)));
    }
    double[] most = {1};
    each(
        "SELECT recency, frequency, customers FROM rfm_grid",
        (batch, i) -> {
          int recency = (int) batch.longs(0)[i];
          int frequency = (int) batch.longs(1)[i];
          double customers = batch.longs(2)[i];
          cells.get(5 - recency).set(frequency - 1, customers);
          most[0] = Math.max(most[0], customers);
        });
    blocks.add(
        new Block.Figure(
            "Recency and frequency",
            "Customers by their scores: 5 is the most recent, and the most frequent, fifth.",
            new HeatGrid(
                "Customers by scores of recency and frequency",
                "frequency score",
                "recency score",
                List.of("1", "2", "3", "4", "5"),
                List.of("5", "4", "3", "2", "1"),
                cells,
                most[0],
                "%,.0f",
                1)));
    List<List<String>> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    double all = number("SELECT count(*) AS n FROM memberships WHERE scheme = 'rfm'");
    each(
        "SELECT segment, customers, purchases, spend, alive, value FROM segment_worth"
            + " ORDER BY coalesce(value, spend) DESC, segment",
        (batch, i) -> {
          double customers = batch.longs(1)[i];
          names.add(batch.texts(0)[i]);
          counts.add(customers);
          rows.add(
              List.of(
                  batch.texts(0)[i],
                  whole(customers),
                  percent(customers / all),
                  String.format(Locale.ROOT, "%.1f", batch.longs(2)[i] / customers),
                  money(batch.doubles(3)[i]),
                  batch.isNull(4, i) ? "–" : percent(batch.doubles(4)[i] / customers),
                  batch.isNull(5, i) ? "–" : money(batch.doubles(5)[i])));
        });
    blocks.add(
        new Block.Figure(
            "Customers by segment",
            "The named segments; the table beneath has what they are worth.",
            new RankChart("Customers by segment", "Segment", "customers", names, counts, 0)));
    blocks.add(
        new Block.Rows(
            "Segments by value",
            new DataTable(
                List.of(
                    "Segment",
                    "Customers",
                    "Share",
                    "Purchases each",
                    "Spend",
                    "Still customers",
                    "Value"),
                rows)));
    return blocks;
  }

  // ---- cohorts

  private List<Block> cohorts() {
    double months =
        number(
            "SELECT coalesce(max(f_month_no(last_purchase_at)) - min(f_month_no(first_purchase_at)),"
                + " 0) + 1 AS n FROM features");
    long each = Math.max(1, (long) Math.ceil(months / MOST_COHORTS));
    long period = each <= 1 ? 1 : each <= 3 ? 3 : each <= 6 ? 6 : 12 * ((each + 11) / 12);
    engine.run(RETENTION, Map.of("months", period));
    TreeMap<Long, TreeMap<Long, Double>> found = new TreeMap<>();
    each(
        "SELECT cohort, since, customers FROM retention ORDER BY cohort, since",
        (batch, i) ->
            found
                .computeIfAbsent(batch.longs(0)[i], c -> new TreeMap<>())
                .put(batch.longs(1)[i], (double) batch.longs(2)[i]));
    if (found.isEmpty()) {
      return List.of(new Block.Paragraph("Nobody has bought anything yet."));
    }
    long last = found.lastKey();
    for (Map.Entry<Long, TreeMap<Long, Double>> cohort : found.entrySet()) {
      last = Math.max(last, cohort.getKey() + cohort.getValue().lastKey());
    }
    List<String> columns = new ArrayList<>();
    for (long since = 0; since <= last - found.firstKey(); since++) {
      columns.add(String.valueOf(since));
    }
    List<String> rows = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    for (Map.Entry<Long, TreeMap<Long, Double>> cohort : found.entrySet()) {
      double size = cohort.getValue().getOrDefault(0L, 0.0);
      rows.add(label(cohort.getKey() * period, period));
      List<Double> row = new ArrayList<>();
      for (long since = 0; since < columns.size(); since++) {
        boolean seen = cohort.getKey() + since <= last && size > 0;
        row.add(seen ? cohort.getValue().getOrDefault(since, 0.0) / size : Double.NaN);
      }
      shares.add(row);
    }
    String unit =
        period == 1 ? "months" : period == 3 ? "quarters" : "periods of " + period + " months";
    Chart grid =
        new HeatGrid(
            "Share of a cohort that bought, by time since the first purchase",
            unit + " since the first purchase",
            "first bought",
            columns,
            rows,
            shares,
            0.6,
            "%.0f",
            100);
    return List.of(
        new Block.Figure(
            "Who bought again, and when",
            "Of the customers who first bought in a period, the percentage that bought in each later"
                + " one. A full colour is 60 %.",
            grid));
  }

  private static String label(long month, long period) {
    long year = 1970 + Math.floorDiv(month, 12);
    long of = Math.floorMod(month, 12);
    return period == 1
        ? String.format(Locale.ROOT, "%d-%02d", year, of + 1)
        : period == 3
            ? String.format(Locale.ROOT, "%d Q%d", year, of / 3 + 1)
            : String.format(Locale.ROOT, "%d-%02d", year, of + 1);
  }

  // ---- data, models, runs

  private List<Block> data() {
    List<List<String>> rows = new ArrayList<>();
    each(
        "SELECT source, count(DISTINCT file) AS files, CAST(sum(rows_read) AS BIGINT) AS a,"
            + " CAST(sum(rows_kept) AS BIGINT) AS b, CAST(sum(rows_duplicate) AS BIGINT) AS c,"
            + " CAST(sum(rows_quarantined) AS BIGINT) AS d, CAST(sum(rows_erased) AS BIGINT) AS e"
            + " FROM ingested_files GROUP BY source ORDER BY source",
        (batch, i) -> {
          List<String> row = new ArrayList<>(List.of(batch.texts(0)[i]));
          for (int c = 1; c <= 6; c++) {
            row.add(whole((double) batch.longs(c)[i]));
          }
          rows.add(row);
        });
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            "Every row that was read is accounted for: kept, a duplicate, in quarantine with a"
                + " reason, or of a customer who asked to be forgotten."));
    blocks.add(
        new Block.Rows(
            "Rows by source",
            new DataTable(
                List.of("Source", "Files", "Read", "Kept", "Duplicate", "Quarantined", "Erased"),
                rows)));
    List<List<String>> reasons = new ArrayList<>();
    each(
        "SELECT source, coalesce(field, '') AS field, reason, count(*) AS n FROM quarantine"
            + " GROUP BY source, coalesce(field, ''), reason ORDER BY n DESC, source, reason LIMIT 20",
        (batch, i) ->
            reasons.add(
                List.of(
                    batch.texts(2)[i],
                    batch.texts(0)[i],
                    batch.texts(1)[i],
                    whole((double) batch.longs(3)[i]))));
    if (!reasons.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "Why rows are in quarantine",
              new DataTable(List.of("Reason", "Source", "Field", "Rows"), reasons)));
    }
    return blocks;
  }

  private static List<Block> models(Evaluations evaluations) {
    List<List<String>> rows = new ArrayList<>();
    for (Evaluations.Figure each : evaluations.section("parameter")) {
      rows.add(
          List.of(
              each.series() + (each.cohort().equals("all") ? "" : ", " + each.cohort()),
              each.label(),
              String.format(Locale.ROOT, "%,.5g", each.figure()),
              each.words()));
    }
    List<List<String>> tried = new ArrayList<>();
    for (Evaluations.Figure each : evaluations.section("candidate")) {
      tried.add(
          List.of(
              each.series() + (each.cohort().equals("all") ? "" : ", " + each.cohort()),
              Double.isNaN(each.figure()) ? "–" : String.format(Locale.ROOT, "%.4f", each.figure()),
              each.words()));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Rows(
            "Parameters, with their standard errors",
            new DataTable(List.of("Model", "Parameter", "Estimate", "Error or verdict"), rows)));
    if (!tried.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "What was tried: score by rolling origins, less is better",
              new DataTable(List.of("Candidate", "CRPS", "Note"), tried)));
    }
    return blocks;
  }

  private List<Block> runs() {
    List<List<String>> rows = new ArrayList<>();
    each(
        "SELECT step, run_id, started_at, seconds, seed, code_version, settings, rows_written,"
            + " message FROM last_runs ORDER BY started_at, step",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    batch.texts(1)[i],
                    Instant.EPOCH
                        .plus(batch.longs(2)[i], ChronoUnit.MICROS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                    String.format(Locale.ROOT, "%.1f s", batch.doubles(3)[i]),
                    String.valueOf(batch.longs(4)[i]),
                    batch.texts(5)[i],
                    batch.texts(6)[i].substring(0, Math.min(12, batch.texts(6)[i].length())),
                    text(batch, 8, i))));
    return List.of(
        new Block.Rows(
            "The runs that made what you see",
            new DataTable(
                List.of("Step", "Run", "Began", "Took", "Seed", "Version", "Settings", "Result"),
                rows)));
  }

  // ---- reading

  private interface Row {
    void take(Batch batch, int row);
  }

  private void each(String sql, Row taker) {
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          taker.take(rows.batch(), i);
        }
      }
    }
  }

  private double number(String sql) {
    double[] found = {0};
    each(sql, (batch, i) -> found[0] = batch.longs(0)[i]);
    return found[0];
  }

  private double[] numbers(String sql, int columns) {
    double[] found = new double[columns];
    each(
        sql,
        (batch, i) -> {
          for (int c = 0; c < columns; c++) {
            found[c] = batch.isNull(c, i) ? 0 : batch.doubles(c)[i];
          }
        });
    return found;
  }

  private double[] column(String sql) {
    List<double[]> parts = new ArrayList<>();
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        parts.add(Arrays.copyOf(rows.batch().doubles(0), rows.batch().rows()));
      }
    }
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private String asOf() {
    long micros = (long) number("SELECT f_micros(max(as_of)) AS n FROM features");
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate().toString();
  }

  private static String text(Batch batch, int column, int row) {
    return batch.isNull(column, row) ? "" : batch.texts(column)[row];
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String percent(double share) {
    if (share < 1 && share >= 0.995) {
      return "> 99 %";
    }
    return String.format(Locale.ROOT, Math.abs(share) < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private String money(double value) {
    return String.format(
        Locale.ROOT, Math.abs(value) < 100 ? "%,.2f %s" : "%,.0f %s", value, currency);
  }
}
