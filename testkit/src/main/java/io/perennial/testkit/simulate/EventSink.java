// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import java.io.IOException;

/**
 * Where simulated events go. The costly part of writing can be done on many threads; what it makes
 * is handed over in order, so that the outcome is the same on any number of them.
 *
 * @param <P> what a block becomes before it is taken; {@code EventBlock} itself where nothing needs
 *     preparing
 */
public interface EventSink<P> {

  /** Turns a block into what {@link #accept} takes. Pure; called on any thread. */
  P prepare(EventBlock block);

  /**
   * Takes the next block. Called in order, by one thread.
   *
   * @throws IOException if it cannot be written; the simulation stops
   */
  void accept(P prepared) throws IOException;
}
