// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.Follow;
import io.perennial.app.work.Steps;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.pipeline.Watch;
import io.perennial.lake.step.Pipeline;
import io.perennial.lake.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows the sources until the process is told to end. A round that is under way then is finished,
 * within a time; what a kill cuts short is done by the next run, as ever.
 */
final class FollowLoop {

  private static final long MOST_SECONDS_TO_END = 60;

  private final Perennial perennial;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  FollowLoop(Perennial perennial) {
    this.perennial = perennial;
  }

  /**
   * Goes on until the process is told to end, or this thread is interrupted.
   *
   * @param pause between two rounds
   */
  int run(Duration pause) {
    Workspace workspace = perennial.workspace();
    // what is wrong from the beginning is an error, what becomes wrong later is told
    config();
    Follow follow =
        new Follow(
            new Watch(workspace.folder()),
            this::config,
            this::ingest,
            line -> perennial.surroundings().err().println("perennial: " + line));
    Thread hook = new Thread(this::end, "end of following");
    Runtime.getRuntime().addShutdownHook(hook);
    perennial.say("Following the sources; Ctrl-C ends it");
    try {
      do {
        follow.round();
        perennial.surroundings().out().flush();
      } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
      forget(hook);
    }
    return ExitCode.DONE.number();
  }

  private IngestConfig config() {
    try (OpenWorkspace open = perennial.openForReading()) {
      return open.settings().ingest(open.workspace().secret());
    }
  }

  private void ingest(Set<String> growing) {
    try (OpenWorkspace open = perennial.openForWriting("ingest --follow");
        ProgressLine progress = perennial.progress()) {
      Steps steps = new Steps(open, perennial.surroundings().clock(), Version.text(), progress);
      List<Pipeline.Result> results = steps.ingestWithout(growing);
      progress.rest();
      if (results.stream().anyMatch(Pipeline.Result::ran)) {
        new RunReport(results, List.of()).tell(perennial);
      }
    }
  }

  /** Called as the process ends: waits for the round that is under way. */
  private void end() {
    stop.countDown();
    try {
      if (!ended.await(MOST_SECONDS_TO_END, TimeUnit.SECONDS)) {
        perennial.surroundings().err().println("perennial: ended within a round; run again");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook is what ended it
      return;
    }
  }
}
