// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.OptionalInt;

/**
 * A record whose customer is another than before.
 *
 * @param recordId the record
 * @param from the customer it had
 * @param to the customer it has
 * @param kind what happened
 * @param evidence which told pair speaks most for what was joined; of a split and a rename the one
 *     that speaks most for what was parted, and did not suffice: its place among the edges. Empty
 *     where no told pair does
 */
public record IdentityChange(long recordId, long from, long to, Kind kind, OptionalInt evidence) {

  /** What made a record's customer another. */
  public enum Kind {
    /** It is with all it was with, and with others. */
    MERGE,
    /** It left some, and is with nobody it was not with. */
    SPLIT,
    /** It left some and is with others. */
    MOVE,
    /** It is with the same; the record that gave the id is gone, or has another customer. */
    RENAME
  }
}
