// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.query.Parties;
import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.pipeline.ConstraintBook;
import io.perennial.identity.pipeline.StatedConstraint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person's saying what records are to each other: into the book, and what it contradicts. */
final class Saying {

  private static final int SHOWN = 10;

  private final Perennial perennial;
  private final OpenWorkspace open;
  private final ConstraintBook book;

  Saying(Perennial perennial, OpenWorkspace open) {
    this.perennial = perennial;
    this.open = open;
    this.book = new ConstraintBook(open.lake(), open.engine());
  }

  Parties parties() {
    return new Parties(open.lake(), open.engine(), open.settings().systems());
  }

  ConstraintBook book() {
    return book;
  }

  /** What is said now of two records, by whoever runs this. */
  StatedConstraint of(Constraint.Kind kind, RecordId one, RecordId other, String note) {
    return StatedConstraint.of(
        kind, one, other, now(), PermitOption.holder(perennial.surroundings()), note);
  }

  /** What is said now of all pairs between two sides. */
  StatedConstraint apart(List<RecordId> one, List<RecordId> other, String note) {
    return StatedConstraint.of(
        Constraint.Kind.CANNOT_LINK,
        one,
        other,
        now(),
        PermitOption.holder(perennial.surroundings()),
        note);
  }

  /** The time, as precise as tables keep it. */
  Instant now() {
    return perennial.surroundings().clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Writes it down and tells what came of it.
   *
   * @param what was said, in words
   */
  void write(List<StatedConstraint> said, String what) {
    List<StatedConstraint> added = book.add(said);
    List<ConstraintBook.Conflict> conflicts =
        ConstraintBook.conflicts(book.all()).stream()
            .filter(found -> names(found).anyMatch(added::contains))
            .toList();
    if (perennial.json()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("said", added.stream().map(Saying::plain).toList());
      plain.put("already_said", said.size() - added.size());
      plain.put("contradictions", conflicts.stream().map(Saying::plain).toList());
      perennial.surroundings().out().println(JsonText.of(plain));
      return;
    }
    perennial.say(
        added.isEmpty()
            ? "Nothing new: that was said before, and holds (perennial identity constraints)"
            : what);
    added.stream().limit(SHOWN).forEach(one -> perennial.say("  " + words(one)));
    if (added.size() > SHOWN) {
      perennial.say("  … and " + Amounts.count(added.size() - SHOWN) + " more");
    }
    conflicts.forEach(found -> warn(found));
    if (!added.isEmpty()) {
      perennial.say("It holds from the next run on: perennial run");
    }
  }

  private static Stream<StatedConstraint> names(ConstraintBook.Conflict found) {
    return Stream.concat(Stream.of(found.setAside()), found.against().stream());
  }

  /** Tells on the side of errors of things said that cannot all be meant. */
  void warn(ConstraintBook.Conflict found) {
    perennial
        .surroundings()
        .err()
        .println(
            "perennial: Constraint "
                + words(found.setAside())
                + " contradicts "
                + found.against().stream().map(Saying::words).collect(Collectors.joining("; "))
                + ". What was said later holds; perennial identity constraints revoke N takes one"
                + " back");
  }

  /** {@code 3: must-link 12 34, by ada at 2026-01-01T00:00:00Z}. */
  static String words(StatedConstraint one) {
    return one.number()
        + ": "
        + one.word()
        + " "
        + StatedConstraint.side(one.a())
        + (one.isOfPair() ? " " : " and ")
        + StatedConstraint.side(one.b())
        + ", by "
        + one.by()
        + " at "
        + one.at();
  }

  static Map<String, Object> plain(StatedConstraint one) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("number", one.number());
    plain.put("kind", one.word());
    if (one.isOfPair()) {
      plain.put("record_a", one.a().get(0).value());
      plain.put("record_b", one.b().get(0).value());
    } else {
      plain.put("records_a", one.a().stream().map(RecordId::value).toList());
      plain.put("records_b", one.b().stream().map(RecordId::value).toList());
    }
    plain.put("made_at", one.at());
    plain.put("made_by", one.by());
    plain.put("revoked_at", one.revokedAt());
    return plain;
  }

  static Map<String, Object> plain(ConstraintBook.Conflict conflict) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("set_aside", conflict.setAside().number());
    plain.put("against", conflict.against().stream().map(StatedConstraint::number).toList());
    return plain;
  }
}
