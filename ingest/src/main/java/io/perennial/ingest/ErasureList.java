// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.domain.RecordId;
import io.perennial.domain.StableHash;

/**
 * How erased records are remembered, so that they stay out and nothing about them stays: by a
 * salted hash of the record id. Without the salt an id cannot be told from its fingerprint.
 */
public final class ErasureList {

  private final String salt;

  /**
   * @param salt the workspace's secret; another salt remembers other records
   */
  public ErasureList(String salt) {
    this.salt = salt;
  }

  /**
   * What {@code fingerprint} of the table of erasures holds for a record. The engines compute the
   * same in SQL as {@code f_id(salt || chr(31) || CAST(record_id AS STRING))}.
   */
  public long fingerprint(RecordId record) {
    return StableHash.of(salt + '\u001f' + record.value());
  }
}
