// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.testkit.company.Defect;
import io.perennial.testkit.company.Defect.Fate;
import io.perennial.testkit.company.Injected;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How much of what is wrong in a company's files was found, and how much of that rightly. */
final class CompanyProof {

  private static final Set<String> NUMBERS =
      Set.of("amount", "quantity", "unit_price", "discount", "cost", "score");

  private final CompanyTruth truth;
  private final CompanyLake lake;
  private final String said;

  /**
   * @param said what ingest said
   */
  CompanyProof(CompanyTruth truth, CompanyLake lake, String said) {
    this.truth = truth;
    this.lake = lake;
    this.said = said;
  }

  /**
   * The score of a kind of defect.
   *
   * @param injected how many there are
   * @param right how many of them have become what they should
   * @param found how many things were taken for it, or for another kind that becomes the same
   * @param rightly how many of those rightly
   */
  record Score(long injected, long right, long found, long rightly) {

    double recall() {
      return injected == 0 ? 1 : (double) right / injected;
    }

    double precision() {
      return found == 0 ? 1 : (double) rightly / found;
    }
  }

  Map<Defect, Score> scores() {
    Map<Defect, Score> scores = new EnumMap<>(Defect.class);
    for (Defect defect : Defect.values()) {
      Fate fate = defect.fate();
      if (fate.isQuarantine()) {
        scores.put(defect, quarantine(defect));
      } else if (fate.isFlag() && CompanyLake.has("flags")) {
        scores.put(defect, flag(defect));
      } else if (fate == Fate.DUPLICATE) {
        scores.put(defect, duplicates());
      } else if (fate == Fate.REPAIRED) {
        scores.put(defect, repaired(defect));
      } else if (fate == Fate.DOUBTED || fate == Fate.NOTHING) {
        scores.put(defect, doubted(defect));
      } else if (fate == Fate.NOTED) {
        scores.put(defect, score(files(defect), noted(), files(defect)));
      } else if (fate == Fate.FILE_NOT_READ) {
        scores.put(defect, score(files(defect), notRead(), files(defect)));
      } else if (fate == Fate.ALARM) {
        scores.put(defect, silence());
      }
    }
    return scores;
  }

  // ---- rows that could not be taken

  private Score quarantine(Defect defect) {
    Set<String> found = new HashSet<>();
    for (List<String> row :
        lake.rows(
            "SELECT source, file, CAST(line AS VARCHAR) AS line, field FROM quarantine WHERE source"
                + " <> 'desk-solved'")) {
      String field = NUMBERS.contains(row.get(3)) ? "amount" : row.get(3);
      if (field.equals(defect.fate().word())) {
        found.add(row.get(1) + ":" + row.get(2));
      }
    }
    Set<String> all = new HashSet<>();
    Set<String> these = new HashSet<>();
    for (Injected injected : truth.defects()) {
      String place = injected.file() + ":" + injected.line();
      if (injected.defect().fate() == defect.fate()) {
        all.add(place);
      }
      if (injected.defect() == defect) {
        these.add(place);
      }
    }
    return score(these, found, all);
  }

  private static Score score(Set<String> these, Set<String> found, Set<String> all) {
    return new Score(
        these.size(),
        these.stream().filter(found::contains).count(),
        found.size(),
        found.stream().filter(all::contains).count());
  }

  // ---- files and days

  private Set<String> files(Defect defect) {
    return truth.of(defect).stream().map(Injected::file).collect(Collectors.toSet());
  }

  /** The files of which ingest said that their columns are others. */
  private Set<String> noted() {
    return matched("(\\S+) has other columns than the files before it");
  }

  private Set<String> notRead() {
    return matched("not read: (\\S+):");
  }

  private Set<String> matched(String pattern) {
    return Pattern.compile(pattern)
        .matcher(said)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  /** Days with far too few events for their source. */
  private Score silence() {
    Set<String> found = new HashSet<>();
    for (List<String> row :
        lake.rows(
            "SELECT source, CAST(day AS VARCHAR) AS day FROM quality WHERE measure = 'volume' AND"
                + " verdict <> 'ok' AND value < low")) {
      found.add(row.get(0) + " " + row.get(1));
    }
    Set<String> silent = new HashSet<>();
    truth.of(Defect.DAY_WITHOUT_DATA).forEach(i -> silent.add(i.source() + " " + i.key()));
    return score(silent, found, silent);
  }

  // ---- rows that are there already

  private Score duplicates() {
    Map<String, Long> injected = new HashMap<>();
    for (Injected duplicate : truth.of(Defect.EXACT_DUPLICATE)) {
      injected.merge(duplicate.file(), 1L, Long::sum);
    }
    long found = 0;
    long right = 0;
    for (List<String> row :
        lake.rows(
            "SELECT file, CAST(rows_duplicate AS VARCHAR) AS n FROM ingested_files WHERE source <>"
                + " 'desk-solved'")) {
      long duplicates = Long.parseLong(row.get(1));
      found += duplicates;
      right += Math.min(duplicates, injected.getOrDefault(row.get(0), 0L));
    }
    long all = injected.values().stream().mapToLong(Long::longValue).sum();
    return new Score(all, right, found, right);
  }

  // ---- what is said about customers

  /** Claims of e-mails, phones and names: the customer's key, attribute, value, original, flag. */
  private List<List<String>> claims() {
    return lake.rows(
        "SELECT k.value AS who, c.attribute, c.value AS said, c.original, c.flag FROM claims c JOIN"
            + " claims k ON k.record_id = c.record_id AND k.attribute = 'key' WHERE c.attribute IN"
            + " ('email', 'phone', 'name')");
  }

  private Score repaired(Defect defect) {
    Set<String> good = new HashSet<>();
    Set<String> wrong = new HashSet<>();
    long found = 0;
    long rightly = 0;
    List<Injected> these = truth.of(defect);
    String attribute =
        defect.name().startsWith("EMAIL")
            ? "email"
            : defect == Defect.PHONE_SPELLING ? "phone" : "name";
    for (List<String> claim : claims()) {
      String of = claim.get(0) + " " + claim.get(1) + " ";
      if (claim.get(4).isEmpty()) {
        good.add(of + claim.get(2));
        wrong.add(of + claim.get(2));
      }
      if (claim.get(1).equals(attribute) && !claim.get(3).isEmpty() && claim.get(4).isEmpty()) {
        found++;
        String right = right(claim.get(0), attribute);
        rightly += right.equals(claim.get(2)) ? 1 : 0;
      }
    }
    long right =
        these.stream()
            .filter(i -> good.contains(i.key() + " " + i.right()))
            .filter(
                i ->
                    i.written().strip().equals(i.right())
                        || !wrong.contains(i.key() + " " + i.written()))
            .count();
    return new Score(these.size(), right, found, rightly);
  }

  /** What is true of whoever a system calls {@code key}; a wrong e-mail is nobody's key. */
  private String right(String key, String attribute) {
    Map<String, String> person = truth.persons().get(key);
    if (person != null) {
      return person.getOrDefault(attribute, "");
    }
    return truth.defects().stream()
        .filter(i -> i.key().equals(key + " " + attribute))
        .map(Injected::right)
        .findFirst()
        .orElse("");
  }

  private Score doubted(Defect defect) {
    Set<String> believed = new HashSet<>();
    Set<String> wrong = new HashSet<>();
    for (Injected injected : truth.defects()) {
      Fate fate = injected.defect().fate();
      if (fate == Fate.DOUBTED || fate == Fate.NOTHING) {
        wrong.add(injected.key() + " " + injected.written());
      }
    }
    String attribute = defect.name().startsWith("EMAIL") ? "email" : "phone";
    long found = 0;
    long rightly = 0;
    for (List<String> claim : claims()) {
      String said = claim.get(0) + " " + claim.get(1) + " ";
      String written = claim.get(3).isEmpty() ? claim.get(2) : claim.get(3);
      if (claim.get(4).isEmpty()) {
        believed.add(said + claim.get(2));
        believed.add(said + written);
      } else if (claim.get(1).equals(attribute)) {
        found++;
        rightly += wrong.contains(said + written) ? 1 : 0;
      }
    }
    List<Injected> these = truth.of(defect);
    long right =
        these.stream().filter(i -> !believed.contains(i.key() + " " + i.written())).count();
    return new Score(these.size(), right, found, rightly);
  }

  // ---- what is flagged

  private Score flag(Defect defect) {
    String key =
        switch (defect) {
          case BOT -> "k.value";
          case CLOCK_SKEW -> "e.product_id";
          default -> "e.order_id";
        };
    Set<String> found = new HashSet<>();
    for (List<String> row :
        lake.rows(
            "SELECT DISTINCT "
                + key
                + " AS what FROM flags f JOIN events e ON e.event_id = f.event_id JOIN claims k ON"
                + " k.record_id = e.record_id AND k.attribute = 'key' WHERE f.rule = '"
                + defect.fate().word()
                + "'")) {
      found.add(row.get(0));
    }
    Set<String> all = new HashSet<>();
    Set<String> these = new HashSet<>();
    for (Injected injected : truth.defects()) {
      // a return of the whole is linked to its order too
      if (injected.defect().fate() == defect.fate()
          || (defect == Defect.PARTIAL_RETURN && injected.defect() == Defect.FULL_RETURN)) {
        all.add(injected.key());
      }
      if (injected.defect() == defect) {
        these.add(injected.key());
      }
    }
    return score(these, found, all);
  }

  // ---- as a table

  /** The scores, aligned. */
  static List<String> table(Map<Defect, Score> scores) {
    List<String> lines = new ArrayList<>();
    lines.add("| defect | what it is | put in | recall | precision |");
    lines.add("|---|---|---:|---:|---:|");
    scores.forEach(
        (defect, score) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| %-21s | %-72s | %,5d | %6.3f | %6.3f |",
                    defect.word(),
                    defect.doc(),
                    score.injected(),
                    score.recall(),
                    score.precision())));
    return lines;
  }
}
