// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import io.perennial.domain.RecordId;
import java.util.Set;

/** A place that holds personal data. Erasure visits them all, so each store implements it. */
public interface Erasable {

  /**
   * Deletes everything about {@code records} and verifies that it is gone; safe to call again.
   * Takes many at once, since the cost is by file, not by record.
   *
   * @throws ErasureFailed when something is still there
   */
  ErasureReceipt erase(Set<RecordId> records, Permit permit);

  /** Erasure did not leave the store clean; the message names the places. */
  final class ErasureFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ErasureFailed(String message) {
      super(message);
    }
  }
}
