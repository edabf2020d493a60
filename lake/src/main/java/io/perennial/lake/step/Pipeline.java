// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.governance.Provenance;
import io.perennial.governance.Run;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Steps as the graph that their tables make of them: a step runs after those that write what it
 * reads. A step is up to date when its last run was good and had the same inputs, configuration,
 * seed and code; so a pipeline that failed half-way, or was killed, goes on where it stopped.
 */
public final class Pipeline {

  private final List<Step> steps;
  private final Map<String, TableSpec> tables;

  private Pipeline(List<Step> steps, Map<String, TableSpec> tables) {
    this.steps = steps;
    this.tables = tables;
  }

  /**
   * Puts steps in order.
   *
   * @param tables all that the steps may read
   * @throws IllegalArgumentException when two steps have one name, or wait for each other: the
   *     message names the cycle
   */
  public static Pipeline of(List<Step> steps, List<TableSpec> tables) {
    return new Pipeline(
        StepOrder.of(steps),
        tables.stream().collect(Collectors.toMap(TableSpec::name, Function.identity())));
  }

  /** The steps in the order in which they run. */
  public List<Step> steps() {
    return steps;
  }

  /** The step called {@code name}. */
  public Step step(String name) {
    return steps.stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown step: "
                        + name
                        + " (there are "
                        + steps.stream().map(Step::name).toList()
                        + ")"));
  }

  /**
   * Runs what is out of date, in order.
   *
   * @return one for each step, in order
   * @throws StepFailed at the first that fails; its run is recorded, those before it are done
   */
  public List<Result> run(Place place) {
    List<Result> results = new ArrayList<>();
    for (Step step : steps) {
      results.add(runIfOutOfDate(step, place));
    }
    return results;
  }

  /** Runs one step if it is out of date. */
  public Result runIfOutOfDate(Step step, Place place) {
    Provenance now = provenance(step, place);
    Optional<Run> good = good(step, now, place);
    return good.isPresent() ? new Result(good.get(), false) : run(step, now, place);
  }

  /**
   * The last run of a step, if it gave what one would give now: one that was broken off after it
   * may have left some of the tables as it made them, and others not.
   */
  private static Optional<Run> good(Step step, Provenance now, Place place) {
    return place
        .log()
        .last(step.name())
        .filter(run -> run.outcome() == Run.Outcome.DONE && run.provenance().equals(now));
  }

  /** Runs one step, whether or not it is out of date. */
  public Result run(Step step, Place place) {
    return run(step, provenance(step, place), place);
  }

  /** Whether a run of {@code step} would give what its last good run gave. */
  public boolean isUpToDate(Step step, Place place) {
    return good(step, provenance(step, place), place).isPresent();
  }

  private Provenance provenance(Step step, Place place) {
    return new Provenance(
        Inputs.of(step, place.lake(), tables),
        Inputs.hash(step.settings()),
        place.seed(),
        place.codeVersion());
  }

  private static Result run(Step step, Provenance from, Place place) {
    RunLog log = place.log();
    Instant start = place.clock().instant();
    String id = RunIds.next(start, step.name(), from, log::holds);
    RunLog.Begun begun =
        log.begin(bare(Run.Outcome.STARTED, id, step, from, start, Duration.ZERO, ""));
    StepContext context =
        new StepContext(
            place.lake(), place.engine(), place.clock(), place.seed(), id, place.progress());
    StepReport report;
    try {
      report = step.run(context);
    } catch (RuntimeException | Error e) {
      recordFailure(begun, step, from, start, e, place);
      throw new StepFailed(step.name(), e);
    }
    Run run =
        new Run(
            id,
            step.name(),
            start,
            Duration.between(start, place.clock().instant()),
            Run.Outcome.DONE,
            from,
            report.rowsRead(),
            report.rowsWritten(),
            report.figures(),
            report.message());
    log.end(begun, run);
    return new Result(run, true);
  }

  private static void recordFailure(
      RunLog.Begun begun,
      Step step,
      Provenance from,
      Instant start,
      Throwable failure,
      Place place) {
    Run run =
        bare(
            Run.Outcome.FAILED,
            begun.runId(),
            step,
            from,
            start,
            Duration.between(start, place.clock().instant()),
            Fault.sentence(failure));
    try {
      place.log().end(begun, run);
    } catch (RuntimeException e) {
      // a full disk fails the step and then its record: what matters is the first
      failure.addSuppressed(e);
    }
  }

  private static Run bare(
      Run.Outcome outcome,
      String id,
      Step step,
      Provenance from,
      Instant start,
      Duration took,
      String message) {
    return new Run(id, step.name(), start, took, outcome, from, 0, 0, Map.of(), message);
  }

  /**
   * Where a pipeline runs.
   *
   * @param lake where tables are, open for writing
   * @param engine what runs SQL and folds
   * @param clock the time
   * @param seed of all chance in the steps
   * @param codeVersion of Perennial: another one makes all steps out of date
   * @param progress to be told how far it is
   */
  public record Place(
      Lake lake, Engine engine, Clock clock, long seed, String codeVersion, Progress progress) {

    /** The record of runs in this lake. */
    public RunLog log() {
      return new RunLog(lake, engine);
    }
  }

  /**
   * What became of a step.
   *
   * @param run this run, or the earlier one that is still good
   * @param ran false when the step was up to date
   */
  public record Result(Run run, boolean ran) {}
}
