// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import java.util.Set;

/**
 * What is read again, whatever was read of it: what it says now is put in the place of what it said
 * before.
 *
 * @param sources by their names; the others of their systems are read again with them
 * @param forgetsMissing whether events are given up whose file is gone, or is not the file that it
 *     was; otherwise such a file keeps the source from being read again
 */
public record Again(Set<String> sources, boolean forgetsMissing) {

  public Again {
    sources = Set.copyOf(sources);
  }

  /** Nothing is. */
  public static Again nothing() {
    return new Again(Set.of(), false);
  }

  /** These sources, of which no event is given up. */
  public static Again of(Set<String> sources) {
    return new Again(sources, false);
  }

  /** The same, with events given up whose file is missing. */
  public Again forgettingMissing() {
    return new Again(sources, true);
  }
}
