// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.domain.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A record that a key may mean.
 *
 * @param record its id
 * @param system whose key it is; empty when the key was taken as the id of a record
 * @param key as the user gave it, or as ingest would have read that
 */
public record Candidate(RecordId record, String system, String key) {

  private static final Pattern POINT_ZERO = Pattern.compile("(?<![^|])([0-9]+)[.]0(?![^|])");

  /**
   * All that {@code key} may mean: a key of any of {@code systems}, {@code system:key}, or the id
   * of a record. {@code 17850.0} means 17850 as well, by the rule of ingest, also as a part of a
   * key of several.
   */
  public static List<Candidate> of(String key, List<String> systems) {
    List<Candidate> candidates = new ArrayList<>();
    for (String system : systems) {
      if (key.startsWith(system + ":")) {
        String own = key.substring(system.length() + 1);
        candidates.add(new Candidate(RecordId.of(system, own), system, own));
      }
      candidates.add(new Candidate(RecordId.of(system, key), system, key));
      String whole = POINT_ZERO.matcher(key).replaceAll("$1");
      if (!whole.equals(key)) {
        candidates.add(new Candidate(RecordId.of(system, whole), system, whole));
      }
    }
    if (key.matches("[0-9]{1,18}|[1-8][0-9]{18}")) {
      candidates.add(new Candidate(new RecordId(Long.parseLong(key)), "", key));
    }
    return List.copyOf(candidates);
  }
}
