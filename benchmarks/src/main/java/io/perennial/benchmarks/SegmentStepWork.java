// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Tables;
import io.perennial.lake.step.Pipeline;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.Step;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.segment.pipeline.SegmentStep;
import java.time.Clock;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The whole segment step as {@code perennial segment} runs it, on the lake of {@link
 * SegmentLakeWork} in {@code folder}: groups found for the first time; then once more with the
 * model that is there. Each phase is noted with its seconds.
 */
final class SegmentStepWork implements Work {

  private static final List<String> ROUNDS = List.of("first", "again");

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Step step =
        new SegmentStep(
            SegmentConfig.defaults(SegmentLakeWork.dictionary(), Currency.getInstance("EUR")));
    Pipeline pipeline = Pipeline.of(List.of(step), Tables.ALL);
    try (Workspace workspace = Workspace.forWriting(arguments.path("folder"), arguments)) {
      for (String round : ROUNDS.subList(0, arguments.rounds(ROUNDS.size()))) {
        Phases phases = new Phases();
        Pipeline.Place place =
            new Pipeline.Place(
                workspace.lake(), workspace.engine(), Clock.systemUTC(), 1, "benchmark", phases);
        AtomicReference<Pipeline.Result> result = new AtomicReference<>();
        timing.round(
            () -> {
              result.set(pipeline.run(step, place));
              return true;
            });
        phases.end();
        timing.fact("phases." + round, phases);
        timing.fact("message." + round, result.get().run().message());
        timing.fact("rows." + round, result.get().run().rowsWritten());
        timing.fact("groups." + round, result.get().run().figures().getOrDefault("groups", 0.0));
      }
    }
  }

  /** How long what a step says it does takes. */
  private static final class Phases implements Progress {
    private final Map<String, Double> wall = new LinkedHashMap<>();
    private final Map<String, Double> cpu = new LinkedHashMap<>();
    private String now = "beginning";
    private long since = System.nanoTime();
    private long cpuSince = Timing.cpuNanos();

    @Override
    public void begin(String what, long total, String unit) {
      end();
      now = what;
    }

    void end() {
      long at = System.nanoTime();
      long cpuAt = Timing.cpuNanos();
      wall.merge(now, (at - since) / 1e9, Double::sum);
      cpu.merge(now, (cpuAt - cpuSince) / 1e9, Double::sum);
      since = at;
      cpuSince = cpuAt;
    }

    @Override
    public void advance(long units) {}

    @Override
    public void say(String line) {}

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      wall.forEach(
          (what, taken) ->
              text.append(text.isEmpty() ? "" : ", ")
                  .append(String.format(Locale.ROOT, "%s %.1f %.1f", what, taken, cpu.get(what))));
      return text.toString();
    }
  }
}
