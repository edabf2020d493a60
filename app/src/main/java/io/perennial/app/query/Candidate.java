// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.RecordId;
import java.util.ArrayList;
import java.util.List;

/**
 * A record that a key may mean.
 *
 * @param record its id
 * @param system whose key it is; empty when the key was taken as the id of a record
 * @param key as the user gave it
 */
public record Candidate(RecordId record, String system, String key) {

  /** All that {@code key} may mean: a key of any of {@code systems}, or the id of a record. */
  public static List<Candidate> of(String key, List<String> systems) {
    List<Candidate> candidates = new ArrayList<>();
    for (String system : systems) {
      candidates.add(new Candidate(RecordId.of(system, key), system, key));
    }
    if (key.matches("[0-9]{1,18}|[1-8][0-9]{18}")) {
      candidates.add(new Candidate(new RecordId(Long.parseLong(key)), "", key));
    }
    return List.copyOf(candidates);
  }
}
