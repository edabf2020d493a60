// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.Party;
import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.pipeline.StatedConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  /** Pairs that may be written at once. */
  static final int MOST_PAIRS = 100_000;

  private final Perennial perennial;

  @Parameters(index = "0", paramLabel = "A", description = "A customer's id, or SYSTEM:KEY.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private String other = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with it.")
  private String note = "";

  UnlinkCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForWriting("identity unlink")) {
      Saying saying = new Saying(perennial, open);
      Party a = saying.parties().find(one);
      Party b = saying.parties().find(other);
      saying.write(
          apart(saying, a.records(), b.records(), note),
          "Said that " + a + " and " + b + " are two customers");
    }
    return ExitCode.DONE.number();
  }

  /**
   * Every record of the one side apart from every record of the other.
   *
   * @throws UsageException when the sides share a record, or there are too many pairs
   */
  static List<StatedConstraint> apart(
      Saying saying, List<RecordId> one, List<RecordId> other, String note) {
    if (one.stream().anyMatch(other::contains)) {
      throw new UsageException(
          "Cannot unlink a customer from itself: name two of its records as SYSTEM:KEY");
    }
    if ((long) one.size() * other.size() > MOST_PAIRS) {
      throw new UsageException(
          "Cannot keep apart %,d and %,d records: that is more than %,d pairs; name records"
              .formatted(one.size(), other.size(), MOST_PAIRS));
    }
    List<StatedConstraint> said = new ArrayList<>();
    for (RecordId a : one) {
      for (RecordId b : other) {
        said.add(saying.of(Constraint.Kind.CANNOT_LINK, a, b, note));
      }
    }
    return said;
  }
}
