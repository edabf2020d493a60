// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Compares pairs that an engine streams, in several threads. Which thread gets which pair is left
 * to chance; what is made of all of them together does not depend on it.
 */
final class StreamedPairs {

  private static final long[] END = new long[0];

  private final int threads;
  private final Supplier<ComparedPairs> parts;
  private final LongConsumer progress;

  /**
   * @param parts makes what a thread compares with
   * @param progress hears how many more pairs are done
   */
  StreamedPairs(int threads, Supplier<ComparedPairs> parts, LongConsumer progress) {
    this.threads = threads;
    this.parts = parts;
    this.progress = progress;
  }

  /** Compares the pairs of the first two columns, and closes them. */
  List<ComparedPairs> compare(Batches pairs) {
    BlockingQueue<long[]> waiting = new ArrayBlockingQueue<>(2 * threads);
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "perennial-pairs");
              thread.setDaemon(true);
              return thread;
            });
    try (pairs) {
      List<Future<ComparedPairs>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(worker(waiting)));
      }
      while (pairs.next()) {
        put(waiting, packed(pairs.batch()), running);
        progress.accept(pairs.batch().rows());
      }
      for (int i = 0; i < threads; i++) {
        put(waiting, END, running);
      }
      List<ComparedPairs> compared = new ArrayList<>();
      for (Future<ComparedPairs> future : running) {
        compared.add(result(future));
      }
      return compared;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot finish comparing: interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private static long[] packed(Batch batch) {
    long[] packed = new long[batch.rows()];
    Arrays.setAll(packed, i -> (batch.longs(0)[i] << 32) | batch.longs(1)[i]);
    return packed;
  }

  /** Waits for a place, unless a worker has failed and will never take anything. */
  private static void put(
      BlockingQueue<long[]> waiting, long[] pairs, List<Future<ComparedPairs>> running)
      throws InterruptedException {
    while (!waiting.offer(pairs, 1, TimeUnit.SECONDS)) {
      for (Future<ComparedPairs> future : running) {
        if (future.isDone()) {
          result(future);
        }
      }
    }
  }

  private Callable<ComparedPairs> worker(BlockingQueue<long[]> waiting) {
    return () -> {
      ComparedPairs part = parts.get();
      for (long[] pairs = waiting.take(); pairs != END; pairs = waiting.take()) {
        for (long pair : pairs) {
          part.compare((int) (pair >>> 32), (int) pair);
        }
      }
      return part;
    };
  }

  private static ComparedPairs result(Future<ComparedPairs> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Cannot compare pairs: " + e.getCause(), e.getCause());
    }
  }
}
