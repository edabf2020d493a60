// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Measures, and prints Markdown. {@code Main [NAME…] [--rows N] …} runs benchmarks; {@code Main
 * child WORK NAME=VALUE…} is what it starts for each measurement.
 */
public final class Main {

  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new IngestBenchmark(),
          new CollectBenchmark(),
          new GrowthBenchmark(),
          new ColumnsBenchmark(),
          new FoldBenchmark(),
          new FeaturesBenchmark(),
          new EnginesBenchmark(),
          new LayoutBenchmark(),
          new CustomerBenchmark(),
          new ErasureBenchmark(),
          new IdentityBenchmark(),
          new ValueBenchmark(),
          new BoostBenchmark(),
          new BayesBenchmark(),
          new LadderBenchmark(),
          new ChurnBenchmark(),
          new AssignBenchmark(),
          new KMeansBenchmark(),
          new DensityBenchmark(),
          new TsneBenchmark(),
          new SegmentsBenchmark(),
          new UpliftBenchmark(),
          new AllocateBenchmark(),
          new LoopBenchmark(),
          new RecommendBenchmark(),
          new ExperimentsBenchmark(),
          new ServeBenchmark());

  private Main() {}

  /** Ends with 0 when all was measured, 1 when something failed, 2 on a wrong command line. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> words = Arrays.asList(args);
    int code = 0;
    try {
      if (!words.isEmpty() && words.get(0).equals("child")) {
        Arguments arguments = Arguments.parse(words.subList(2, words.size()));
        measure(WorkName.ofWord(words.get(1)), arguments).lines().forEach(out::println);
      } else {
        Options options = Options.parse(words);
        run(options, new Session(options, new ChildProcesses()), Clock.systemUTC(), out);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      code = 2;
    } catch (RuntimeException e) {
      e.printStackTrace();
      code = 1;
    }
    System.exit(code);
  }

  /** Runs one work in this process. */
  static Sample measure(WorkName name, Arguments arguments) {
    Timing timing = new Timing();
    try {
      name.work().run(arguments, timing);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot measure " + name.word() + ": " + e.getMessage(), e);
    }
    return timing.sample();
  }

  /** The benchmarks of that name, or all for none. */
  static List<Benchmark> named(List<String> names) {
    for (String name : names) {
      if (BENCHMARKS.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
        throw new IllegalArgumentException(
            "Unknown benchmark: "
                + name
                + " (there are "
                + String.join(", ", BENCHMARKS.stream().map(Benchmark::name).toList())
                + ")");
      }
    }
    return BENCHMARKS.stream()
        .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
        .toList();
  }

  /** A benchmark that fails does not stop those after it; the failure is in its place. */
  static void run(Options options, Session session, Clock clock, PrintStream out) {
    List<Benchmark> benchmarks = named(options.names());
    out.println(Machine.describe(LocalDate.now(clock)) + ".");
    out.printf(
        "%nEach measurement in a process of its own, in turn with its peers; median and range of"
            + " %d; %d threads; engine memory %,d MiB; peak is resident memory of the whole"
            + " process.%n",
        options.repeats(), options.threads(), options.memoryMebibytes());
    RuntimeException failure = null;
    for (Benchmark benchmark : benchmarks) {
      System.err.println(benchmark.name());
      out.printf("%n### %s%n%n%s.%n%n", benchmark.name(), benchmark.question());
      try {
        out.print(benchmark.run(session));
      } catch (RuntimeException e) {
        out.println("Not measured: " + e.getMessage());
        failure = e;
      }
      out.flush();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
