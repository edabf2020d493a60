// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.testkit.simulate.EventBlock;
import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;

/** One of the company's systems, which writes down what it sees. */
interface Source extends Closeable {

  /** A customer does something; events come in order of time. */
  void event(EventBlock block, int row) throws IOException;

  /**
   * A day begins.
   *
   * @param known the customers that have bought so far
   */
  void day(LocalDate day, BitSet known) throws IOException;
}
