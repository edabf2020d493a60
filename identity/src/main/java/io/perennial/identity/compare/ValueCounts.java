// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** In how many records values stand, as it was counted when a model was fitted. */
@FunctionalInterface
public interface ValueCounts {

  /** The records of a value, 0 where it was not kept; by {@link RecordTable#hash}. */
  long records(String attribute, long hash);
}
