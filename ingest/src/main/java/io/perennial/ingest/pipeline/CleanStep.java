// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.CleanRule;
import io.perennial.ingest.clean.ProductKinds;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks at the events that are in the lake, and writes what it finds as flags: an event and a rule
 * a row. Events stay as they are; the table of flags is made anew. All of it is sorting and hashing
 * that engines spill.
 */
public final class CleanStep implements Step {

  /** How the figures begin that say how many events a rule has flagged. */
  public static final String FLAGGED = "flagged_";

  /** A median of fewer lines says nothing of a product: its source's is taken. */
  private static final long FEWEST_LINES = 20;

  /** Things that a person looks at in a minute, at most. */
  private static final long MOST_A_MINUTE = 60;

  /** Another system books an order within so long. */
  private static final double ELSEWHERE_SECONDS = 600;

  private static final String EVENTS = "clean_events";
  private static final String CLAIMS = "clean_claims";

  private final CleanConfig config;
  private final List<String> made = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  public CleanStep(CleanConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "clean";
  }

  @Override
  public List<String> reads() {
    return List.of(Tables.EVENTS.name(), Tables.CLAIMS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.FLAGS.name());
  }

  @Override
  public String settings() {
    return config.canonical();
  }

  @Override
  public String outside() {
    return "";
  }

  @Override
  public StepReport run(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("cleaning events", 0, "rules");
    made.clear();
    found.clear();
    try {
      engine.view(EVENTS, context.lake().table(Tables.EVENTS).scan());
      engine.view(CLAIMS, context.lake().table(Tables.CLAIMS).scan());
      find(engine);
      long flags =
          new Rebuild(context)
              .table(
                  Tables.FLAGS,
                  "SELECT event_id, record_id, occurred_at, rule, related_event_id, detail,"
                      + " known_at FROM event_flags",
                  Map.of("run_id", context.runId()));
      return report(engine, flags);
    } finally {
      for (int i = made.size() - 1; i >= 0; i--) {
        engine.drop(made.get(i));
      }
      engine.drop(EVENTS);
      engine.drop(CLAIMS);
    }
  }

  private void find(Engine engine) {
    special(engine);
    if (any(CleanRule.TEST)) {
      load(
          engine,
          "test_claims",
          "SELECT c.record_id, c.attribute, c.seen_at, c.value FROM clean_claims c"
              + " WHERE c.record_id IS NOT NULL AND (lower(c.value) LIKE 'test%'"
              + " OR lower(c.value) LIKE 'dummy%' OR lower(c.value) LIKE 'qa%')",
          new TestClaimFunction());
      run(engine, "test_records", Map.of());
      flags(engine, "flag_tests", Map.of());
    }
    if (any(CleanRule.RETURN_LINKED, CleanRule.RETURN_UNLINKED, CleanRule.REVERSED)) {
      returns(engine);
    }
    if (any(CleanRule.REPEATED, CleanRule.REPEATED_ELSEWHERE)) {
      run(engine, "order_totals", Map.of());
    }
    if (any(CleanRule.REPEATED_ELSEWHERE)) {
      run(engine, "record_emails", Map.of());
      run(engine, "repeated_elsewhere", Map.of("seconds", ELSEWHERE_SECONDS));
      flags(engine, "flag_elsewhere", Map.of());
    }
    if (any(CleanRule.REPEATED)) {
      double seconds = config.repeatedWithin().toMillis() / 1e3;
      run(engine, "repeated_orders", Map.of("seconds", seconds));
      forget(engine, "order_totals");
      flags(engine, "flag_repeated", Map.of());
      flags(engine, "repeated_lines", Map.of("seconds", seconds));
    }
    if (any(CleanRule.OUTLIER)) {
      run(engine, "measured_lines", Map.of());
      run(engine, "product_numbers", Map.of());
      run(engine, "usual_numbers", Map.of("fewest", FEWEST_LINES));
      flags(engine, "flag_outliers", Map.of("score", config.outlierScore()));
    }
    if (any(CleanRule.BOT)) {
      run(engine, "busy_minutes", Map.of("most", MOST_A_MINUTE));
      flags(engine, "flag_bots", Map.of());
    }
    if (any(CleanRule.LATE, CleanRule.FUTURE)) {
      run(engine, "batch_marks", Map.of());
      flags(engine, "flag_times", Map.of());
    }
    if (any(CleanRule.CLOCK_SKEW)) {
      run(engine, "clock_offsets", Map.of());
      flags(engine, "flag_clocks", Map.of());
    }
    if (any(CleanRule.ZERO_PRICE)) {
      flags(engine, "flag_zero_prices", Map.of());
    }
    together(engine);
  }

  /** What is no product is needed by others than its own rules. */
  private void special(Engine engine) {
    run(engine, "product_facts", Map.of());
    made.add("clean_products");
    ProductKinds kinds = new ProductKinds(config.codes());
    load(
        engine,
        "guessed_products",
        "SELECT source, product_id, category, said_first, said_last FROM clean_products",
        new ProductKindFunction(kinds));
    run(engine, "described_products", Map.of());
    load(
        engine,
        "told_products",
        "SELECT source, product_id, kind, said_at, properties FROM described_products",
        new SaidKindFunction(kinds));
    run(engine, "special_products", Map.of());
    run(engine, "special_lines", Map.of());
    flags(engine, "flag_special", Map.of());
  }

  private void returns(Engine engine) {
    run(engine, "return_lines", Map.of());
    run(engine, "order_lines", Map.of());
    run(engine, "return_sources", Map.of());
    run(engine, "return_keys", Map.of());
    run(engine, "return_candidates", Map.of());
    run(engine, "return_links", Map.of());
    forget(engine, "return_keys", "return_candidates");
    flags(engine, "flag_returns", Map.of());
    run(engine, "reversed_lines", Map.of("days", config.reversedWithin().toSeconds() / 86_400e0));
    forget(engine, "order_lines");
    flags(engine, "flag_reversed", Map.of());
  }

  private void together(Engine engine) {
    String all =
        found.stream()
            .map(view -> "SELECT event_id, rule, related_event_id, detail, known_at FROM " + view)
            .collect(Collectors.joining("\nUNION ALL "));
    engine.run(
        SqlStep.ofText(
            "found_flags",
            "-- found_flags: what all rules found\n-- writes  view found_flags\n" + all),
        Map.of());
    made.add("found_flags");
    List<String> rules =
        Arrays.stream(CleanRule.values())
            .filter(rule -> rule.isOfEvents() && config.does(rule))
            .map(CleanRule::word)
            .toList();
    run(engine, "event_flags", Map.of("rules", rules.isEmpty() ? List.of("none") : rules));
  }

  private boolean any(CleanRule... rules) {
    return Arrays.stream(rules).anyMatch(config::does);
  }

  private void flags(Engine engine, String step, Map<String, ?> values) {
    run(engine, step, values);
    found.add(step);
  }

  private void run(Engine engine, String name, Map<String, ?> values) {
    SqlStep step = SqlStep.of(CleanStep.class, name);
    engine.run(step, values);
    made.add(step.writes());
  }

  /** Gives back the memory of what no later step reads. */
  private void forget(Engine engine, String... names) {
    for (String name : names) {
      engine.drop(name);
      made.remove(name);
    }
  }

  private void load(Engine engine, String name, String sql, BatchFunction function) {
    engine.load(name, engine.map(sql, function));
    made.add(name);
  }

  private static StepReport report(Engine engine, long flags) {
    Map<String, Double> figures = new TreeMap<>();
    List<String> counts = new ArrayList<>();
    long events = number(engine, "SELECT count(*) AS n FROM " + EVENTS);
    try (Batches rules =
        engine.query(
            "SELECT rule, count(*) AS n FROM event_flags GROUP BY rule ORDER BY n DESC, rule")) {
      while (rules.next()) {
        Batch batch = rules.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String rule = batch.texts(0)[i];
          long n = batch.longs(1)[i];
          figures.put(FLAGGED + rule.replace('-', '_'), (double) n);
          counts.add(String.format(Locale.ROOT, "%s %,d", rule, n));
        }
      }
    }
    figures.put("events", (double) events);
    return new StepReport(
        events,
        flags,
        figures,
        String.format(
            Locale.ROOT,
            "%,d events, %,d flags%s%s",
            events,
            flags,
            counts.isEmpty() ? "" : ": ",
            String.join(", ", counts)));
  }

  private static long number(Engine engine, String sql) {
    try (Batches rows = engine.query(sql)) {
      return rows.next() ? rows.batch().longs(0)[0] : 0;
    }
  }
}
