// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.segment.CategoryRfm;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.discover.Discovered;
import io.perennial.segment.rule.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts customers into segments of several schemes, says what each segment is, and who moved since
 * the instants of the past that features are known of.
 */
public final class SegmentStep implements Step {

  /** The name of the scheme of recency, frequency and monetary value. */
  public static final String RFM = "rfm";

  private static final SqlStep FLOWS = SqlStep.of(SegmentStep.class, "segment_flows");
  private static final SqlStep TOTALS = SqlStep.of(SegmentStep.class, "segment_totals");
  private static final String BEFORE = "segments_before";
  private static final String AFTER = "segments_after";
  private static final String MADE = "made_memberships_";

  private final SegmentConfig config;
  private final boolean refit;

  public SegmentStep(SegmentConfig config) {
    this(config, false);
  }

  private SegmentStep(SegmentConfig config, boolean refit) {
    this.config = config;
    this.refit = refit;
  }

  @Override
  public String name() {
    return "segment";
  }

  @Override
  public List<String> reads() {
    List<String> reads =
        new ArrayList<>(List.of(Tables.FEATURES.name(), Tables.TRAINING_SETS.name()));
    if (config.categories().isPresent()) {
      reads.addAll(List.of(Tables.EVENTS.name(), Tables.FLAGS.name(), Tables.LINKS.name()));
    }
    return List.copyOf(reads);
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.MEMBERSHIPS.name(), Tables.SEGMENTS.name(), Tables.MIGRATIONS.name());
  }

  @Override
  public String settings() {
    return config.canonical();
  }

  @Override
  public String outside() {
    return "";
  }

  private List<Segmenting> ways(Optional<BehaviourModel> behaviour) {
    return List.of(
        new RfmSegmenting(config.rfm(), config.currency()),
        new RuleSegmenting(config.rules(), config.currency()),
        new BehaviourSegmenting(behaviour, config.behaviour().micro()));
  }

  /** Finds groups anew, whatever there was; ids and names stay where groups do. */
  public SegmentStep refitting() {
    return new SegmentStep(config, true);
  }

  /** Groups that behave alike: those of the run before while they hold, else found anew. */
  private Groups groups(StepContext context, Instants instants) {
    Optional<Discovered> found = Optional.empty();
    Optional<String> why = Optional.empty();
    AsOf now = instants.now().orElse(new AsOf(0));
    if (config.behaviour().enabled() && instants.now().isPresent()) {
      BehaviourFitting fitting =
          new BehaviourFitting(
              context, config.behaviour(), config.purchase(), config.dictionary(), instants::has);
      Optional<StoredBehaviour> former = StoredBehaviour.read(context);
      String settings = fitting.settings();
      instants.lookNow();
      why =
          refit
              ? Optional.of("as was asked for")
              : former
                  .map(stored -> fitting.outOfDate(stored, now))
                  .orElse(Optional.of("for the first time"));
      if (former.isPresent() && why.isEmpty()) {
        return Groups.kept(former.get().model().orElseThrow());
      }
      context.progress().begin("finding groups that behave alike", 0, "customers");
      found = fitting.fit(instants, former, new SegmentProfiles(config)::names);
      found.ifPresent(
          discovered ->
              new StoredBehaviour(discovered.model(), now, fitting.buyers(), settings)
                  .write(context));
    }
    new Candidates(found.map(Discovered::candidates).orElse(List.of()))
        .write(context, now.micros());
    return found.isEmpty()
        ? Groups.NONE
        : new Groups(found.map(Discovered::model), why, found.get().changes());
  }

  @Override
  public StepReport run(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("segmenting customers", 0, "customers");
    List<Segmenting> ways = List.of();
    try (Instants instants = Instants.open(context)) {
      Groups groups = groups(context, instants);
      ways = ways(groups.model());
      context.progress().begin("segmenting customers of the past", 0, "customers");
      Migrations migrations = new Migrations(overlapping());
      for (AsOf asOf : instants.past()) {
        instants.lookBack(asOf);
        migrate(engine, ways, migrations, asOf, false);
      }
      context.progress().begin("segmenting customers", 0, "customers");
      instants.lookNow();
      ways = withCategories(ways, context, instants);
      migrate(engine, ways, migrations, instants.now().orElse(new AsOf(0)), true);
      engine.run(TOTALS, Map.of());
      context.progress().begin("writing memberships", 0, "rows");
      Rebuild rebuild = new Rebuild(context);
      Map<String, Object> run = Map.of("run_id", context.runId());
      long rows =
          rebuild.table(
              Tables.MEMBERSHIPS,
              "SELECT m.*, f.as_of FROM "
                  + AFTER
                  + " m JOIN "
                  + Segmenting.FEATURES
                  + " f ON f.customer_id = m.customer_id",
              run);
      migrations.write(context);
      context.progress().begin("telling what segments are", 0, "segments");
      new SegmentProfiles(config)
          .write(context, AFTER, instants.now().orElse(new AsOf(0)), groups.model(), instants::has);
      context.progress().begin("drawing the map of customers", 0, "customers");
      OptionalDouble trust =
          DrawnMap.write(
              context,
              groups.model(),
              instants.now().orElse(new AsOf(0)),
              config.behaviour().mapped());
      return report(engine, rows, trust, groups);
    } finally {
      ways.forEach(way -> way.forget(engine));
      engine.drop(TOTALS.writes());
      engine.drop(BEFORE);
      engine.drop(AFTER);
    }
  }

  /** Categories are scored of events, of which only the newest instant is looked at. */
  private List<Segmenting> withCategories(
      List<Segmenting> ways, StepContext context, Instants instants) {
    if (config.categories().isEmpty() || instants.now().isEmpty()) {
      return ways;
    }
    List<Segmenting> all = new ArrayList<>(ways);
    all.add(
        new CategorySegmenting(
            context.lake(),
            instants.now().get(),
            config.categories().get(),
            config.rfm(),
            config.currency()));
    return all;
  }

  /** The schemes in which a customer may be in more than one segment. */
  private Set<String> overlapping() {
    return Stream.concat(
            Stream.of(CategoryRfm.SCHEME, BehaviourSegmenting.NICHE),
            config.rules().schemes().stream()
                .filter(scheme -> scheme.kind() == Scheme.Kind.OVERLAPPING)
                .map(Scheme::name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Puts the customers of an instant into segments, and counts who moved since the one before.
   *
   * @param told whether all is told of them, not only where they are
   */
  private static void migrate(
      Engine engine, List<Segmenting> ways, Migrations migrations, AsOf asOf, boolean told) {
    boolean first = migrations.isEmpty();
    if (!first) {
      engine.run(
          SqlStep.ofText(
              BEFORE,
              "-- writes "
                  + BEFORE
                  + "\nSELECT a.customer_id, a.scheme, a.segment FROM "
                  + AFTER
                  + " a"),
          Map.of());
    }
    List<String> made = new ArrayList<>();
    try {
      for (Segmenting way : ways) {
        String table = MADE + way.name();
        made.add(table);
        if (told) {
          way.make(engine, table);
        } else {
          way.place(engine, table);
        }
      }
      String columns =
          (told ? Segmenting.WRITES.stream().map(Field::name) : Segmenting.PLACES.stream())
              .map(name -> "m." + name)
              .collect(Collectors.joining(", "));
      engine.run(
          SqlStep.ofText(
              AFTER,
              made.stream()
                  .map(table -> "SELECT " + columns + " FROM " + table + " m")
                  .collect(Collectors.joining("\nUNION ALL\n", "-- writes " + AFTER + "\n", ""))),
          Map.of());
    } finally {
      made.forEach(engine::drop);
    }
    if (first) {
      migrations.begin(asOf);
    } else {
      engine.run(FLOWS, Map.of("overlapping", migrations.overlapping()));
      migrations.add(engine, FLOWS.writes(), asOf);
      engine.drop(FLOWS.writes());
    }
  }

  private static StepReport report(Engine engine, long rows, OptionalDouble trust, Groups groups) {
    Map<String, Double> figures = new TreeMap<>();
    Map<String, Integer> segments = new TreeMap<>();
    double members = 0;
    String largest = "";
    try (Batches totals =
        engine.query(
            "SELECT scheme, segment, customers FROM segment_totals"
                + " ORDER BY scheme, customers DESC, segment")) {
      while (totals.next()) {
        Batch batch = totals.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String scheme = batch.texts(0)[i];
          String segment = batch.texts(1)[i];
          long customers = batch.longs(2)[i];
          segments.merge(scheme, 1, Integer::sum);
          if (scheme.equals(CategoryRfm.SCHEME)) {
            continue; // as many as a shop has categories, times the segments of each
          }
          figures.put(figure(scheme + "_" + segment), (double) customers);
          if (scheme.equals(RFM)) {
            members += customers;
            if (largest.isEmpty()) {
              largest = String.format(Locale.ROOT, ", most of them %s (%,d)", segment, customers);
            }
          }
        }
      }
    }
    figures.put("members", members);
    figures.putAll(groups.figures());
    trust.ifPresent(value -> figures.put("map_trustworthiness", value));
    return new StepReport(
        rows,
        rows,
        figures,
        String.format(
            Locale.ROOT,
            "%,.0f customers in %,d segments%s%s",
            members,
            segments.getOrDefault(RFM, 0),
            largest,
            groups.words()));
  }

  private static String figure(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
  }
}
