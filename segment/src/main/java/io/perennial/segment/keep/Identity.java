// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

/**
 * What a segment is known by from fit to fit.
 *
 * @param id above 0, never given to another segment
 * @param name for people; no two segments of one fit have the same
 */
public record Identity(long id, String name) {

  public Identity {
    if (id < 1) {
      throw new IllegalArgumentException("Invalid segment id: " + id + " (must be >= 1)");
    }
  }
}
