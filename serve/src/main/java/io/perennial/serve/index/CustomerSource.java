// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

/** What is known of one customer. Safe for use by many threads. */
public interface CustomerSource {

  /**
   * The rows of a section of a customer, in its order; none for a customer who is not known.
   *
   * @param section one of {@link Sections}
   */
  Rows rows(String section, long customer);

  /** Whether answers take microseconds rather than tenths of seconds. */
  boolean isIndexed();
}
