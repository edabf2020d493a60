// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import io.perennial.ingest.SourceConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How files become sources.
 *
 * @param sources one for each kind of file
 */
public record Proposal(List<Source> sources) {

  /**
   * One proposed source.
   *
   * @param name for the configuration
   * @param kind what the rows of its files are
   * @param config ready to use; empty when the files hold no events, or somebody must look
   * @param other the source under another reading, where times or numbers could be read in two ways
   * @param fields the guess for each field, of the first of the files
   * @param claims the guess for each claim
   * @param notes what people should know
   * @param yaml the lines of the source in the configuration, with comments
   */
  public record Source(
      String name,
      FileKind kind,
      Optional<SourceConfig> config,
      Optional<SourceConfig> other,
      Map<EventField, Guess> fields,
      Map<String, Guess> claims,
      List<String> notes,
      String yaml) {

    public Source {
      fields = Map.copyOf(fields);
      claims = Map.copyOf(claims);
      notes = List.copyOf(notes);
    }

    /** The least sure of what the source stands on: who, when, how much. */
    public double confidence() {
      return fields.entrySet().stream()
          .filter(
              e ->
                  e.getKey() == EventField.CUSTOMER
                      || e.getKey() == EventField.TIME
                      || e.getKey() == EventField.AMOUNT
                      || e.getKey() == EventField.UNIT_PRICE)
          .mapToDouble(e -> e.getValue().confidence())
          .min()
          .orElse(0);
    }
  }

  public Proposal {
    sources = List.copyOf(sources);
  }

  /** The section {@code sources:} of the configuration, ready to use where all sources are. */
  public String yaml() {
    StringBuilder yaml = new StringBuilder("sources:\n");
    sources.forEach(source -> yaml.append(source.yaml()));
    return yaml.toString();
  }
}
