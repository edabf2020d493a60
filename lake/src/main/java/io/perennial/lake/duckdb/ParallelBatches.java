// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Batches made by tasks that run in parallel and are handed out in the order of the tasks, so that
 * the number of threads does not show. At most one task more than there are threads is in flight.
 */
final class ParallelBatches implements Batches {

  private final List<Field> fields;
  private final Iterator<Callable<Batch>> tasks;
  private final AutoCloseable source;
  private final ExecutorService workers;
  private final ArrayDeque<Future<Batch>> running = new ArrayDeque<>();
  private final int ahead;
  private @Nullable Batch current;

  /**
   * @param tasks asked for one at a time, on the reader's thread
   * @param source closed with this stream
   */
  ParallelBatches(
      List<Field> fields, Iterator<Callable<Batch>> tasks, AutoCloseable source, int threads) {
    this.fields = List.copyOf(fields);
    this.tasks = tasks;
    this.source = source;
    this.ahead = threads + 1;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "perennial-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public boolean next() {
    current = null;
    while (current == null || current.rows() == 0) {
      while (running.size() < ahead && tasks.hasNext()) {
        running.add(workers.submit(tasks.next()));
      }
      Future<Batch> first = running.poll();
      if (first == null) {
        return false;
      }
      current = result(first);
    }
    return true;
  }

  private static Batch result(Future<Batch> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeException("Cannot finish: interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LakeException("Cannot finish: " + e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public Batch batch() {
    if (current == null) {
      throw new IllegalStateException("Cannot read a batch: there is none, call next() first");
    }
    return current;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    try {
      while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        // a worker finishes its range before it hears of the end
      }
      source.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new LakeException("Cannot close a stream of batches: " + e.getMessage(), e);
    }
  }
}
