// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.app.UsageException;
import io.perennial.config.Nearest;
import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.Tables;
import io.perennial.serve.answer.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds who is meant by what people type: the id of a customer, {@code system:key} of a record, a
 * key alone, the id of a record.
 */
public final class Parties {

  private static final String VIEW = "party_keys";
  private static final int MOST_KEYS = 200_000;

  private final Lake lake;
  private final Engine engine;
  private final IdentityQuery query;
  private final List<String> systems;

  /**
   * @param systems whose keys customers have
   */
  public Parties(Lake lake, Engine engine, List<String> systems) {
    this.lake = lake;
    this.engine = engine;
    this.query = new IdentityQuery(lake, engine);
    this.systems = List.copyOf(systems);
  }

  /**
   * Who is meant.
   *
   * @throws UsageException when no system is of that name, or the key is of several
   * @throws LakeException when there is no such record
   */
  public Party find(String word) {
    String text = word.strip();
    requireResolved();
    int colon = text.indexOf(':');
    Optional<String> system = systems.stream().filter(s -> text.startsWith(s + ":")).findFirst();
    if (system.isPresent()) {
      return record(text, system.get(), text.substring(system.get().length() + 1));
    }
    List<Party> found = new ArrayList<>();
    if (text.matches("[0-9]{1,18}|[1-8][0-9]{18}")) {
      customer(text).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      query.links(records(Candidate.of(text, systems))).forEach(link -> found.add(of(text, link)));
    }
    if (found.size() > 1) {
      throw new UsageException(
          "Cannot tell which record is meant: a key of "
              + found.size()
              + " systems; write SYSTEM:KEY with one of "
              + String.join(", ", systems));
    }
    if (found.isEmpty() && colon > 0) {
      String name = text.substring(0, colon);
      throw new UsageException(
          "Unknown system: "
              + name
              + Nearest.name(name, systems).map(n -> " (did you mean " + n + "?)").orElse("")
              + "; the configuration names "
              + (systems.isEmpty() ? "none" : String.join(", ", systems)));
    }
    return found.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new LakeException(
                    "Unknown customer or record: no customer has this id, and no record this key in"
                        + " "
                        + (systems.isEmpty() ? "any system" : String.join(", ", systems))
                        + nearest(text, systems)));
  }

  /**
   * Makes sure that there is something to look at.
   *
   * @throws LakeException when no records were resolved yet
   */
  public void requireResolved() {
    if (!query.isResolved()) {
      throw new LakeException(
          "Cannot say who is who: nothing was resolved yet; perennial run does that");
    }
  }

  private static List<RecordId> records(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::record).distinct().toList();
  }

  private static Party of(String word, IdentityQuery.Link link) {
    return new Party(word, link.customer(), List.of(link.record()));
  }

  private Optional<Party> customer(String text) {
    CustomerId id = new CustomerId(Long.parseLong(text));
    List<RecordId> records =
        query.linksOf(List.of(id)).stream().map(IdentityQuery.Link::record).toList();
    return records.isEmpty() ? Optional.empty() : Optional.of(new Party(text, id, records));
  }

  private Party record(String word, String system, String key) {
    return query.links(records(Candidate.of(key, List.of(system)))).stream()
        .findFirst()
        .map(link -> of(word, link))
        .orElseThrow(
            () ->
                new LakeException(
                    "Unknown record: "
                        + system
                        + " has none of that key, or it was not resolved yet"
                        + nearest(key, List.of(system))
                        + "; keys are matched exactly, so mind zeros in front and capitals"));
  }

  /** A hint at the nearest key; none where keys could tell who somebody is. */
  private String nearest(String key, List<String> of) {
    if (!isCode(key)) {
      return "";
    }
    List<String> keys = new ArrayList<>();
    for (String system : of) {
      engine.view(
          VIEW,
          lake.table(Tables.CLAIMS)
              .scan(new Filter.Text("attribute", "key"), new Filter.Text("source", system)));
      try (Batches rows =
          engine.query("SELECT DISTINCT value FROM " + VIEW + " WHERE value IS NOT NULL")) {
        while (rows.next() && keys.size() < MOST_KEYS) {
          for (int i = 0; i < rows.batch().rows(); i++) {
            keys.add(rows.batch().texts(0)[i]);
          }
        }
      } finally {
        engine.drop(VIEW);
      }
    }
    keys.removeIf(known -> !isCode(known) || Math.abs(known.length() - key.length()) > 2);
    return Nearest.name(key, Set.copyOf(keys)).map(n -> " (did you mean " + n + "?)").orElse("");
  }

  /** Digits with perhaps a few letters: nobody's name or address. */
  private static boolean isCode(String key) {
    return key.matches("[A-Za-z_-]{0,12}[0-9][A-Za-z0-9_-]*");
  }
}
