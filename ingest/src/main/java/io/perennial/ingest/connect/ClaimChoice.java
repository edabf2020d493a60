// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which columns say something about the customer: names, addresses, telephone numbers. */
final class ClaimChoice {

  private static final int LOOKED_AT = 200;
  private static final Pattern PERSON = Pattern.compile("[\\p{L}.'-]+,?( [\\p{L}.'-]+){1,3}");
  private static final Set<String> PERSONAL =
      Set.of("email", "first_name", "last_name", "name", "phone", "street", "birth_date");

  private final Sample sample;
  private final Map<EventField, Guess> fields;
  private final Set<String> taken;

  ClaimChoice(Sample sample, Map<EventField, Guess> fields, Set<String> taken) {
    this.sample = sample;
    this.fields = fields;
    this.taken = taken;
  }

  /** How many of the claims say who somebody is. */
  static long personal(Map<String, Guess> claims) {
    return claims.keySet().stream().filter(PERSONAL::contains).count();
  }

  Map<String, Guess> choose() {
    List<Map.Entry<String, Guess>> all = new ArrayList<>();
    for (ColumnProfile column : sample.columns()) {
      boolean field = taken.contains(column.name()) && !isCustomer(column.name());
      if (field || column.name().isBlank() || column.filled() == 0) {
        continue;
      }
      ColumnNames.claimScores(column.name())
          .forEach(
              (claim, score) -> {
                double fits = score * content(claim, column);
                if (fits >= RoleChoice.SURE) {
                  all.add(guess(claim, column, fits, "by its name"));
                }
              });
      if (column.kinds().emails() > 0.8) {
        all.add(guess("email", column, 0.99, "by its values"));
      }
      if (column.kinds().phones() > 0.8) {
        all.add(guess("phone", column, 0.9, "by its values"));
      }
    }
    all.sort(
        Comparator.comparingDouble((Map.Entry<String, Guess> e) -> e.getValue().confidence())
            .reversed());
    Map<String, Guess> claims = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    for (Map.Entry<String, Guess> claim : all) {
      if (!claims.containsKey(claim.getKey()) && used.add(claim.getValue().column())) {
        claims.put(claim.getKey(), claim.getValue());
      }
    }
    return claims;
  }

  private static Map.Entry<String, Guess> guess(
      String claim, ColumnProfile column, double confidence, String reason) {
    return Map.entry(claim, new Guess(column.name(), RoleChoice.rounded(confidence), reason));
  }

  /** How well values fit a claim whose name fits, in [0, 1]. */
  private static double content(String claim, ColumnProfile column) {
    boolean letters = column.numbers() < 0.2 && !column.couldBeTime();
    return switch (claim) {
      case "email" -> column.kinds().emails() > 0.3 || column.rows() < 5 ? 1 : 0.3;
      case "birth_date" -> column.couldBeTime() ? 1 : 0.6;
      case "name" -> letters && isOfPersons(column) ? 1 : 0.3;
      case "first_name", "last_name", "city", "gender" -> letters ? 1 : 0.6;
      case "country" -> column.kinds().countries() > 0.5 || letters ? 1 : 0.6;
      case "phone" -> column.isTime() ? 0 : 1;
      default -> 1;
    };
  }

  private static boolean isOfPersons(ColumnProfile column) {
    long names =
        column.counts().keySet().stream()
            .limit(LOOKED_AT)
            .filter(value -> PERSON.matcher(value).matches())
            .count();
    return names * 2 >= Math.min(LOOKED_AT, column.distinct());
  }

  private boolean isCustomer(String column) {
    Guess customer = fields.get(EventField.CUSTOMER);
    return customer != null && customer.column().equals(column);
  }
}
