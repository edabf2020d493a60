// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

/**
 * A segment that was found.
 *
 * @param id kept for good, never given to another
 * @param name for people
 * @param since the instant as of which it was first found, microseconds since 1970, UTC
 * @param stability mean Jaccard similarity with itself when other customers are drawn, 0 to 1
 */
public record KnownSegment(long id, String name, long since, double stability) {
  public KnownSegment {
    name = line(name);
  }

  /** A name is one line: models are kept as lines. */
  static String line(String name) {
    return name.strip().replaceAll("\\s+", " ");
  }
}
