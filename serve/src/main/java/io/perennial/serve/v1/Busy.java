// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Refusal;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What takes long: scenarios and whole tables. Two at a time, so that there are threads left for
 * what is quick; who comes third is told to come again.
 */
@Component
final class Busy {

  private static final int AT_ONCE = 2;

  private final Semaphore turns = new Semaphore(AT_ONCE);

  <T> T run(Supplier<T> work) {
    if (!turns.tryAcquire()) {
      throw Refusal.notReady("Cannot do that now: two like it are being done; ask again soon");
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
