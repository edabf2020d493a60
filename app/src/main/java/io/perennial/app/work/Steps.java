// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.TableViews;
import io.perennial.app.settings.Settings;
import io.perennial.app.truth.TrainingLabels;
import io.perennial.config.Nearest;
import io.perennial.decide.pipeline.DecideStep;
import io.perennial.decide.pipeline.scorecard.ScorecardStep;
import io.perennial.decide.recommend.pipeline.RecommendStep;
import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.Rolling;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.features.pipeline.TrainingStep;
import io.perennial.identity.pipeline.ResolveStep;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.Again;
import io.perennial.ingest.pipeline.CleanStep;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.ingest.pipeline.QualityStep;
import io.perennial.ingest.pipeline.RetryStep;
import io.perennial.lake.step.Pipeline;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.Step;
import io.perennial.segment.pipeline.SegmentStep;
import io.perennial.text.pipeline.TextStep;
import io.perennial.value.pipeline.ValueStep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a workspace, and what runs them: all of the pipeline, or one of it. */
public final class Steps {

  private final OpenWorkspace open;
  private final IngestConfig ingest;
  private final List<SourceConfig> sources;
  private final Pipeline pipeline;
  private final Pipeline.Place place;
  private final FeatureConfig features;

  /**
   * @param open for writing
   * @param codeVersion of Perennial
   * @throws UsageException when the configuration names no source
   */
  public Steps(OpenWorkspace open, Clock clock, String codeVersion, Progress progress) {
    this(open, clock, codeVersion, progress, Again.nothing(), Optional.empty());
  }

  /**
   * @param again what is to be read again
   * @param asOf when customers are looked at; empty for what the configuration says
   * @throws UsageException when the configuration names no source, or not one of these
   */
  public Steps(
      OpenWorkspace open,
      Clock clock,
      String codeVersion,
      Progress progress,
      Again again,
      Optional<AsOf> asOf) {
    this.open = open;
    ingest = open.settings().ingest(open.workspace().secret());
    sources = ingest.sources();
    if (sources.isEmpty()) {
      throw new UsageException(
          "Nothing to run: "
              + open.workspace().configuration()
              + " has no sources; perennial connect YOUR-FILES --write proposes them");
    }
    requireSources(again.sources());
    features = asOf.map(open.settings().features()::withAsOf).orElse(open.settings().features());
    pipeline =
        Pipeline.of(
            steps(open, new IngestStep(ingest, open.workspace().folder(), again), features, clock),
            TableViews.TABLES);
    place =
        new Pipeline.Place(
            open.lake(),
            open.engine(),
            clock,
            open.settings().workspace().seed(),
            codeVersion,
            progress);
  }

  private void requireSources(Set<String> named) {
    List<String> names = sources.stream().map(SourceConfig::name).toList();
    for (String name : named) {
      if (!names.contains(name)) {
        throw new UsageException(
            "Unknown source: "
                + name
                + Nearest.name(name, names).map(near -> " (did you mean " + near + "?)").orElse("")
                + "; "
                + open.workspace().configuration()
                + " has "
                + String.join(", ", names));
      }
    }
  }

  private static List<Step> steps(
      OpenWorkspace open, IngestStep ingest, FeatureConfig features, Clock clock) {
    Settings settings = open.settings();
    return List.of(
        ingest,
        new CleanStep(settings.clean()),
        new QualityStep(
            settings.quality(),
            settings.sources().stream().map(SourceConfig::name).toList(),
            settings.workspace().zone(),
            features.asOf(),
            clock),
        resolve(open),
        new TextStep(settings.text()),
        new FeaturesStep(features),
        new TrainingStep(features, settings.training()),
        new SegmentStep(settings.segment()),
        new ValueStep(
            settings.value().withFeatures(features),
            settings.workspace().currency().getCurrencyCode()),
        new RecommendStep(
            settings.recommend(),
            ProductFile.of(
                settings.recommend().products(), open.workspace().stateFolder().resolve("work"))),
        new DecideStep(settings.decide()),
        new ScorecardStep(settings.decide()));
  }

  private static ResolveStep resolve(OpenWorkspace open) {
    Settings settings = open.settings();
    return new ResolveStep(open.identity())
        .withLabels(
            TrainingLabels.of(
                settings.identity().labels(), open.workspace().folder(), settings.systems()));
  }

  /** Runs what is out of date, or everything if {@code force}, in order; then tidies the lake. */
  public List<Pipeline.Result> run(boolean force) {
    List<Pipeline.Result> results = new ArrayList<>();
    pipeline
        .steps()
        .forEach(
            step ->
                results.add(
                    force ? pipeline.run(step, place) : pipeline.runIfOutOfDate(step, place)));
    tidyAfter(results);
    return results;
  }

  /** Runs one step if it is out of date, or if {@code force}; then tidies the lake. */
  public List<Pipeline.Result> run(String step, boolean force) {
    List<Pipeline.Result> results =
        List.of(
            force
                ? pipeline.run(pipeline.step(step), place)
                : pipeline.runIfOutOfDate(pipeline.step(step), place));
    tidyAfter(results);
    return results;
  }

  /**
   * Ingests what is new, then tidies the lake.
   *
   * @param growing files that are still being written, which are left for later
   */
  public List<Pipeline.Result> ingestWithout(Set<String> growing) {
    IngestStep step = new IngestStep(ingest, open.workspace().folder()).without(growing);
    List<Pipeline.Result> results = List.of(pipeline.runIfOutOfDate(step, place));
    tidyAfter(results);
    return results;
  }

  /**
   * Reads again what has open rows in quarantine, then tidies the lake.
   *
   * @param names of sources; none for all
   * @throws UsageException when there is no such source
   */
  public List<Pipeline.Result> retry(Set<String> names) {
    requireSources(names);
    List<Pipeline.Result> results =
        List.of(pipeline.run(new RetryStep(ingest, open.workspace().folder(), names), place));
    tidyAfter(results);
    return results;
  }

  /** Resolves records by a model that is fitted anew, then tidies the lake. */
  public List<Pipeline.Result> refit() {
    List<Pipeline.Result> results = List.of(pipeline.run(resolve(open).refitting(), place));
    tidyAfter(results);
    return results;
  }

  /** Makes training sets of what is in the lake, then tidies it. */
  public List<Pipeline.Result> train(Rolling rolling, boolean force) {
    TrainingStep step = new TrainingStep(features, rolling);
    List<Pipeline.Result> results =
        List.of(force ? pipeline.run(step, place) : pipeline.runIfOutOfDate(step, place));
    tidyAfter(results);
    return results;
  }

  /** Reads texts, finding their themes anew, then tidies the lake. */
  public List<Pipeline.Result> refitThemes() {
    List<Pipeline.Result> results =
        List.of(pipeline.run(new TextStep(open.settings().text()).refitting(), place));
    tidyAfter(results);
    return results;
  }

  /** Segments customers, finding groups that behave alike anew, then tidies the lake. */
  public List<Pipeline.Result> refitSegments() {
    List<Pipeline.Result> results =
        List.of(pipeline.run(new SegmentStep(open.settings().segment()).refitting(), place));
    tidyAfter(results);
    return results;
  }

  private void tidyAfter(List<Pipeline.Result> results) {
    if (results.stream().anyMatch(Pipeline.Result::ran)) {
      new Upkeep(open.lake(), open.engine(), open.settings().lake(), place.progress())
          .tidy(TableViews.TABLES);
    }
  }

  /**
   * What the sources have in quarantine above what they allow, a sentence each; by the state of the
   * lake, so that it is said again until it is mended.
   */
  public List<String> complaints() {
    return new QuarantineShares(open.lake(), open.engine(), open.workspace().folder())
        .complaints(sources);
  }

  /** Whether a run itself left more rows in quarantine than its configuration allows. */
  public static boolean isQuarantined(List<Pipeline.Result> results) {
    return results.stream()
        .filter(Pipeline.Result::ran)
        .anyMatch(r -> r.run().figures().getOrDefault(IngestStep.TOO_MANY_QUARANTINED, 0.0) > 0);
  }

  /** What is wrong with the data and is to fail a run, a sentence for each step. */
  public static List<String> failedChecks(List<Pipeline.Result> results) {
    return results.stream()
        .map(Pipeline.Result::run)
        .filter(run -> run.figures().getOrDefault(QualityStep.FAILED, 0.0) > 0)
        .map(run -> run.step() + ": " + run.message())
        .toList();
  }

  /**
   * The files that could not be read while others could, a sentence for each step; also when the
   * step is up to date, so that it is said again until it is mended.
   */
  public static List<String> notRead(List<Pipeline.Result> results) {
    return results.stream()
        .map(Pipeline.Result::run)
        .filter(run -> run.figures().getOrDefault(IngestStep.FILES_NOT_READ, 0.0) > 0)
        .map(run -> run.message().substring(run.message().indexOf(IngestReport.NOT_READ)))
        .toList();
  }
}
