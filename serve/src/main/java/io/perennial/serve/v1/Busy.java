// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What takes long: scenarios, and whole tables. One or two of each at a time, so that there are
 * threads left for what is quick; who comes then is told to come again.
 */
@Component
final class Busy {

  private static final int AT_ONCE = Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Semaphore scenarios = new Semaphore(AT_ONCE);
  private final Semaphore exports = new Semaphore(AT_ONCE);

  /** What writes a table to somebody. */
  interface Export {
    void run() throws IOException;
  }

  /** Projects a scenario. */
  <T> T run(Supplier<T> work) {
    take(scenarios);
    try {
      return work.get();
    } finally {
      scenarios.release();
    }
  }

  /** Exports a table, till its last byte is sent. */
  void export(Export work) throws IOException {
    take(exports);
    try {
      work.run();
    } finally {
      exports.release();
    }
  }

  private static void take(Semaphore turns) {
    boolean mine = false;
    try {
      // who had the turn has its answer a moment before it gives the turn back
      mine = turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!mine) {
      throw Refusal.notReady("Cannot do that now: others like it are being done; ask again soon");
    }
  }
}
