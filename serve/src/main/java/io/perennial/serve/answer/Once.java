// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Answers that are made once, however many ask at the same time; the {@value #MOST} that were asked
 * for last are kept. One that failed is made again.
 */
final class Once {

  static final int MOST = 256;

  private final Map<String, CompletableFuture<Object>> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Object>> eldest) {
          return size() > MOST;
        }
      };

  /** The answer of a key, which is of one type. */
  @SuppressWarnings("unchecked") // a key has one type of answer
  <T> T get(String key, Supplier<T> maker) {
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> there;
    synchronized (made) {
      there = made.putIfAbsent(key, mine);
    }
    if (there == null) {
      try {
        T answer = maker.get();
        mine.complete(answer);
        return answer;
      } catch (RuntimeException | Error e) {
        synchronized (made) {
          made.remove(key, mine);
        }
        mine.completeExceptionally(e);
        throw e;
      }
    }
    try {
      return (T) there.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
