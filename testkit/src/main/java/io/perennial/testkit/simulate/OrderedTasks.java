// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks on several threads and takes their results in the order of the tasks. */
final class OrderedTasks {

  private static final int AHEAD_PER_THREAD = 4;

  private OrderedTasks() {}

  /** Takes a result. */
  interface Taker<T> {
    void take(T result) throws IOException;
  }

  /**
   * Runs all tasks, at most a few per thread ahead of the taker, so that memory is bounded. The
   * iterator and the taker are used by the calling thread only.
   *
   * @throws IOException if the taker or a task does, or if the thread is interrupted
   */
  static <T> void run(Iterator<Callable<T>> tasks, int threads, Taker<T> taker) throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("Invalid threads: " + threads + " (must be >= 1)");
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads, OrderedTasks::daemon);
    try {
      Queue<Future<T>> ahead = new ArrayDeque<>();
      while (tasks.hasNext() || !ahead.isEmpty()) {
        while (tasks.hasNext() && ahead.size() < threads * AHEAD_PER_THREAD) {
          ahead.add(workers.submit(tasks.next()));
        }
        taker.take(result(ahead.remove()));
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("Cannot go on simulating: interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw new IllegalStateException("Cannot simulate a block: " + e.getCause(), e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "simulate");
    thread.setDaemon(true);
    return thread;
  }
}
