// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.Party;
import io.perennial.identity.cluster.Constraint;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says that two records are one customer. */
@Command(
    name = "link",
    header = "Say that A and B are one customer.",
    description = {
      "It holds in every later run, whatever the evidence says, and is kept with your name. Where A"
          + " or B",
      "is a customer of several records, the record that gave the customer its number is linked;"
          + " the",
      "others follow as the evidence says."
    },
    footer = {"", "Example", "  perennial identity link shop:13085 crm:C-77 --note 'ticket 4711'"})
final class LinkCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Mixin private final PairParameters pair = new PairParameters();

  @Mixin private final NoteOption note = new NoteOption();

  LinkCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForWriting("identity link")) {
      Saying saying = new Saying(perennial, open);
      Party a = pair.a(saying.parties());
      Party b = pair.b(saying.parties());
      if (a.standsFor().equals(b.standsFor())) {
        throw new UsageException("Cannot link " + a + " with itself");
      }
      saying.write(
          List.of(saying.of(Constraint.Kind.MUST_LINK, a.standsFor(), b.standsFor(), note.text())),
          "Said that " + a + " and " + b + " are one customer");
    }
    return ExitCode.DONE.number();
  }
}
