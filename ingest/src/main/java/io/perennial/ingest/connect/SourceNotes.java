// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.sniff.TimeForms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people should know about a proposed source, and what could not be told. */
final class SourceNotes {

  private static final Pattern WHOLE = Pattern.compile("[0-9]+[.]0");

  private final Looked first;
  private final Map<EventField, Guess> fields;
  private final List<String> notes = new ArrayList<>();

  SourceNotes(Looked first, Map<EventField, Guess> fields) {
    this.first = first;
    this.fields = fields;
  }

  List<String> notes() {
    return notes;
  }

  void add(String note) {
    notes.add(note);
  }

  void types(TypeGuess types) {
    List<String> unknown = types.unknown();
    if (!unknown.isEmpty()) {
      notes.add(
          "not known in "
              + fields.get(EventField.TYPE).column()
              + ": "
              + String.join(", ", unknown.subList(0, Math.min(8, unknown.size())))
              + "; such rows go to quarantine until type-values says what they mean");
    }
  }

  /** The share of rows that may go to quarantine, where some have no customer. */
  double allowedQuarantine(List<Looked> files) {
    double allowed = RowRules.defaults().allowQuarantined();
    Guess customer = fields.get(EventField.CUSTOMER);
    double share = customer == null ? 0 : emptyShare(files);
    if (customer == null || share == 0) {
      return allowed;
    }
    if (share * 1.15 + 0.01 > allowed) {
      allowed = Math.min(1, Math.ceil((share * 1.15 + 0.01) * 20) / 20);
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "%s of sampled rows have no %s: they go to quarantine%s; empty-customer: guest would"
                + " make each order a customer of its own",
            percent(share),
            customer.column(),
            allowed > RowRules.defaults().allowQuarantined()
                ? String.format(Locale.ROOT, "; allow-quarantined is set to %.2f", allowed)
                : ""));
    return allowed;
  }

  private static double emptyShare(List<Looked> files) {
    double rows = 0;
    double empty = 0;
    for (Looked file : files) {
      ColumnProfile profile =
          file.roles().column(EventField.CUSTOMER).flatMap(file.sample()::find).orElse(null);
      if (profile != null) {
        rows += profile.rows();
        empty += profile.rows() - profile.filled();
      }
    }
    return rows == 0 ? 0 : empty / rows;
  }

  static String percent(double share) {
    return share < 0.01
        ? String.format(Locale.ROOT, "%.2f %%", 100 * share)
        : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** What is missing, doubtful, left out or could be read in two ways. */
  void rest(TimeForms times) {
    customer();
    time(times);
    amount();
    notes.addAll(first.roles().notes());
    leftOut();
  }

  /** Whether a name says that money is in cents. */
  static boolean isOfCents(String column) {
    return ColumnWords.plain(column)
        .matches("(.*_)?(cents?|minor(_units)?|pence|centimes|centavos|grosze)(_.*)?");
  }

  private void customer() {
    Guess customer = fields.get(EventField.CUSTOMER);
    if (customer == null) {
      notes.add("no column that names a customer was found: set columns.customer");
      return;
    }
    first.sample().values(customer.column()).stream()
        .map(String::strip)
        .filter(key -> WHOLE.matcher(key).matches())
        .findFirst()
        .ifPresent(
            key ->
                notes.add(
                    "customers such as "
                        + key
                        + " are read as "
                        + key.replace(".0", "")
                        + ", as other files may name them"));
  }

  private void time(TimeForms times) {
    if (!fields.containsKey(EventField.TIME)) {
      notes.add(
          "no column with a time was found: set columns.time; without one rows are no events");
    }
    times
        .ambiguous()
        .filter(other -> !times.formats().get(0).equals(other))
        .ifPresent(
            other ->
                notes.add(
                    "times are read as "
                        + times.formats().get(0)
                        + " but could be "
                        + other
                        + ": nothing in the sample tells; please check"));
    if (times.formats().size() > 1) {
      notes.add("times are written in several ways: " + String.join(", ", times.formats()));
    }
    if (times.share() < 1 && times.share() > 0) {
      notes.add(
          percent(1 - times.share()) + " of sampled times cannot be read: they go to quarantine");
    }
  }

  private void amount() {
    Guess amount = fields.get(EventField.AMOUNT);
    ColumnProfile column =
        amount == null ? null : first.sample().find(amount.column()).orElse(null);
    if (amount == null || column == null) {
      return;
    }
    if (column.whole() == 1 && column.median() >= 500 && !isOfCents(amount.column())) {
      notes.add(
          "all values of "
              + amount.column()
              + " are whole numbers: if they are cents, set units: {amount: minor}");
    }
    if (column.negatives() > 0.5) {
      notes.add("most values of " + amount.column() + " are negative: they become returns");
    }
    if (column.numbers() < 1) {
      notes.add(
          percent(1 - column.numbers())
              + " of sampled values of "
              + amount.column()
              + " cannot be read as numbers: they go to quarantine, the empty ones do not");
    }
  }

  /** The columns that nothing is made of. */
  void leftOut() {
    ColumnRoles roles = first.roles();
    if (!roles.personal().isEmpty()) {
      notes.add(
          "left out, since properties are no place for personal data: "
              + String.join(", ", roles.personal())
              + "; make them claims if they are about the customer");
    }
    if (!roles.dropped().isEmpty()) {
      notes.add(
          "left out, since it only counts the rows: "
              + roles.dropped().stream()
                  .map(column -> column.isBlank() ? "the column without a name" : column)
                  .collect(Collectors.joining(", ")));
    }
    Set<String> seen = new LinkedHashSet<>();
    List<String> twice =
        first.shape().fields().stream().filter(f -> !seen.add(f)).distinct().toList();
    if (!twice.isEmpty()) {
      notes.add("there twice, the first is read: " + String.join(", ", twice));
    }
  }
}
