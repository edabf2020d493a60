// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.allocate.Offers;
import io.perennial.domain.AsOf;
import io.perennial.domain.StableHash;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batches;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what to do next with each customer, writes down of what, with which probability and why,
 * and what came of earlier decisions.
 */
public final class DecideStep implements Step {

  private static final String CHOSEN = "decide_chosen";
  private static final String REASONS = "decide_reasons";
  private static final String LOGGED = "decide_logged";
  private static final String ROWS =
      "SELECT c.customer_id, c.decision_id, c.action, c.channel, c.kind, c.propensity, c.gain,"
          + " c.cost, c.hold_out, c.window_gain, c.contact_cost, c.belief,"
          + " c.spend_gain, c.discount, c.known, c.basis, c.bound, c.candidates,"
          + " c.send_weekday, c.send_hour, c.channel_factor,"
          + " c.lead || coalesce(t.reason, '') AS reason, p.product_id FROM "
          + CHOSEN
          + " c LEFT JOIN "
          + REASONS
          + " t ON t.customer_id = c.customer_id LEFT JOIN "
          + ToldProducts.VIEW
          + " p ON p.customer_id = c.customer_id AND p.action = c.action";

  private final DecideConfig config;

  public DecideStep(DecideConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "decide";
  }

  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.FLAGS.name(),
        Tables.LINKS.name(),
        Tables.FEATURES.name(),
        Tables.MEMBERSHIPS.name(),
        Tables.VALUES.name(),
        Tables.RECOMMENDATIONS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.DECISIONS.name(), Tables.OUTCOMES.name(), Tables.ACTION_EFFECTS.name());
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
    Optional<AsOf> newest = newest(context);
    if (newest.isEmpty() || !config.enabled() || config.actions().isEmpty()) {
      String why =
          newest.isEmpty()
              ? "no features"
              : config.enabled() ? "no actions are configured" : "decide.enabled is false";
      return new StepReport(0, 0, Map.of("decisions", 0.0), "Nothing was decided: " + why);
    }
    AsOf asOf = newest.get();
    Engine engine = context.engine();
    Evidence evidence;
    Refusals refusals;
    Habits habits;
    context.progress().begin("following what came of decisions", 0, "customers");
    try (PurchaseHistories histories =
        PurchaseHistories.open(context.lake(), engine, config.purchase())) {
      refusals = Refusals.read(engine, asOf);
      habits = Habits.read(engine, asOf, config);
      AsOf end = histories.afterLastEvent(context.clock()).orElse(asOf);
      evidence = new Outcomes(context, config, asOf, end).follow(histories);
    }
    context.progress().begin("learning what actions bring", 0, "actions");
    Effects effects = new Effects(evidence, config.actions(), config.margin());
    engine.view(LOGGED, context.lake().table(Tables.DECISIONS).scan());
    context.progress().begin("deciding what to do next", 0, "customers");
    CurrentCustomers.open(context.lake(), engine);
    try (CustomerView view = CustomerView.open(context.lake(), engine, config)) {
      Known known = Known.read(view, config.windowDays());
      Contacts contacts = Contacts.read(engine, LOGGED, asOf, config);
      Candidates candidates = Candidates.of(known, config, refusals, contacts, effects, asOf);
      candidates.believe(habits, known, effects);
      Groups groups = Groups.read(view, known, config);
      Choosing.Chosen chosen = Choosing.of(candidates, groups, known, config, asOf);
      context.progress().begin("writing decisions", candidates.size(), "customers");
      DecisionRows rows =
          new DecisionRows(
              known,
              candidates,
              chosen.decided(),
              config,
              effects,
              habits,
              chosen::bound,
              asOf,
              view.chunks());
      engine.load(CHOSEN, rows.rows());
      engine.load(REASONS, view.reasons(CHOSEN, config.currency()));
      ToldProducts.open(context, CHOSEN, asOf);
      keep(context, asOf, policy(candidates, effects));
      effects.write(context, asOf);
      return report(known, candidates, chosen, asOf);
    } finally {
      ToldProducts.close(engine);
      engine.drop(REASONS);
      engine.drop(CHOSEN);
      CurrentCustomers.close(engine);
      engine.drop(LOGGED);
    }
  }

  private static Optional<AsOf> newest(StepContext context) {
    Engine engine = context.engine();
    engine.view(LOGGED, context.lake().table(Tables.FEATURES).scan());
    try (Batches rows = engine.query("SELECT max(f.as_of) AS as_of FROM " + LOGGED + " f")) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    } finally {
      engine.drop(LOGGED);
    }
  }

  /** A hash of all that decides but the customers. */
  private String policy(Candidates candidates, Effects effects) {
    StringBuilder text = new StringBuilder(config.canonical());
    candidates
        .actions()
        .forEach(action -> text.append(' ').append(effects.canonical(action.name())));
    return String.format(Locale.ROOT, "%016x", StableHash.of(text.toString()));
  }

  /** Adds this instant's decisions to the log; those of a run before as of the same give way. */
  private static void keep(StepContext context, AsOf asOf, String policy) {
    LakeTable table = context.lake().table(Tables.DECISIONS);
    Engine engine = context.engine();
    Map<String, Object> constants =
        Map.of(
            "as_of",
            asOf.instant(),
            "decided_at",
            context.clock().instant(),
            "policy",
            policy,
            "run_id",
            context.runId());
    String same = " FROM " + LOGGED + " l WHERE f_micros(l.as_of) = " + asOf.micros();
    boolean again;
    try (Batches rows = engine.query("SELECT count(*) AS n" + same)) {
      again = rows.next() && rows.batch().longs(0)[0] > 0;
    }
    Optional<Snapshot> base = table.snapshot();
    List<WrittenFile> files =
        new ArrayList<>(engine.write(ROWS, FileTarget.of(table).with(constants)));
    if (base.isPresent() && again) {
      List<DataFile> old = table.scan().files();
      files.addAll(
          engine.write("SELECT l.*" + same.replace(") = ", ") <> "), FileTarget.of(table)));
      table.replace(base.get(), old, files, LakeTable.Reason.REBUILD);
    } else {
      table.append(
          "decisions-" + context.runId(),
          files,
          Map.of(
              "rows", String.valueOf(files.stream().mapToLong(file -> file.file().rows()).sum())));
    }
  }

  private StepReport report(Known known, Candidates candidates, Choosing.Chosen chosen, AsOf asOf) {
    Map<String, Integer> byAction = new TreeMap<>();
    double gain = 0;
    double cost = 0;
    int addressed = 0;
    for (int c = 0; c < candidates.size(); c++) {
      int action = chosen.decided().action(c);
      if (action != Offers.NOTHING) {
        addressed++;
        gain += candidates.gain(c, action);
        cost += candidates.cost(c, action);
        byAction.merge(candidates.actions().get(action).name(), 1, Integer::sum);
      }
    }
    Map<String, Double> figures = new TreeMap<>();
    figures.put("decisions", (double) candidates.size());
    figures.put("addressed", (double) addressed);
    figures.put("expected_gain", gain);
    figures.put("expected_cost", cost);
    String most =
        byAction.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(
                entry ->
                    String.format(
                        Locale.ROOT, ", most of them %s (%,d)", entry.getKey(), entry.getValue()))
            .orElse("");
    String money = config.currency().getCurrencyCode();
    return new StepReport(
        known.size(),
        candidates.size(),
        figures,
        String.format(
            Locale.ROOT,
            "%,d of %,d customers are addressed as of %s%s; believed to bring %,.0f %s for %,.0f%s%s%s",
            addressed,
            known.size(),
            asOf,
            most,
            gain,
            money,
            cost,
            candidates.size() == 0
                ? "; nothing is possible for anybody: no condition of an action holds, or refusals,"
                    + " quiet days and caps forbid it"
                : "",
            chosen.limits(),
            config.explore() > 0 && !chosen.draws()
                ? "; nothing is drawn, for limits have no room for it: what actions bring cannot be"
                    + " measured"
                : ""));
  }
}
