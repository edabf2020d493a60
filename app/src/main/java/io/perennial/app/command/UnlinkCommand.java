// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.Party;
import io.perennial.domain.RecordId;
import io.perennial.identity.pipeline.StatedConstraint;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says that two records are two customers. */
@Command(
    name = "unlink",
    header = "Say that A and B are two customers.",
    description = {
      "It holds in every later run, whatever the evidence says, and is kept with your name. Between"
          + " two",
      "customers every record of the one is kept apart from every record of the other."
    },
    footer = {"", "Example", "  perennial identity unlink shop:13085 crm:C-77 --note 'twins'"})
final class UnlinkCommand implements Callable<Integer> {

  /** Pairs between two sides, each of which a run minds; kept are a row for each record. */
  static final int MOST_PAIRS = 1_000_000;

  private final Perennial perennial;

  @Mixin private final PairParameters pair = new PairParameters();

  @Mixin private final NoteOption note = new NoteOption();

  UnlinkCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForWriting("identity unlink")) {
      Saying saying = new Saying(perennial, open);
      Party a = pair.a(saying.parties());
      Party b = pair.b(saying.parties());
      saying.write(
          List.of(apart(saying, a.records(), b.records(), note.text())),
          "Said that " + a + " and " + b + " are two customers");
    }
    return ExitCode.DONE.number();
  }

  /**
   * Every record of the one side apart from every record of the other.
   *
   * @throws UsageException when the sides share a record, or there are too many pairs
   */
  static StatedConstraint apart(
      Saying saying, List<RecordId> one, List<RecordId> other, String note) {
    if (!Collections.disjoint(new HashSet<>(one), other)) {
      throw new UsageException(
          "Cannot unlink a customer from itself: name two of its records as SYSTEM:KEY");
    }
    if ((long) one.size() * other.size() > MOST_PAIRS) {
      throw new UsageException(
          "Cannot keep apart %,d and %,d records: that is more than %,d pairs; name records"
              .formatted(one.size(), other.size(), MOST_PAIRS));
    }
    return saying.apart(one, other, note);
  }
}
