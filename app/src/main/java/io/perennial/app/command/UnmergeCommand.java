// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.query.CustomerHistory;
import io.perennial.app.query.IdentityQuery;
import io.perennial.app.query.Party;
import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.identity.pipeline.StatedConstraint;
import io.perennial.lake.LakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Undoes the last merge of a customer. */
@Command(
    name = "unmerge",
    header = "Undo the last merge of a customer: its sides are two customers from now on.",
    description = {
      "Says of every record of the one side and every record of the other that they are two"
          + " customers.",
      "The next run then makes of them what they would be had they never been merged, with the ids"
          + " that",
      "they had; it is noted in identity_changes. Records that came with a merge, or after it, go"
          + " where the",
      "evidence says; where only new records came to the customer, they are the other side."
    },
    footer = {"", "Example", "  perennial identity unmerge 4711 --note 'father and son'"})
final class UnmergeCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(paramLabel = "CUSTOMER", description = "A customer's id, or a record's SYSTEM:KEY.")
  private String who = "";

  @Mixin private final NoteOption note = new NoteOption();

  UnmergeCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    try (OpenWorkspace open = perennial.openForWriting("identity unmerge")) {
      Saying saying = new Saying(perennial, open);
      Party party = saying.parties().find(who);
      CustomerId customer = party.customer();
      IdentityQuery query = new IdentityQuery(open.lake(), open.engine());
      List<RecordId> records =
          query.linksOf(List.of(customer)).stream().map(IdentityQuery.Link::record).toList();
      CustomerHistory history = CustomerHistory.of(records, query);
      Instant merged =
          history
              .lastMergeInto(customer)
              .orElseThrow(
                  () ->
                      new LakeException(
                          "Cannot unmerge customer "
                              + customer
                              + ": no merge of it was noted, its records came together when they"
                              + " were first resolved; perennial identity unlink A B keeps records"
                              + " apart"));
      Map<CustomerId, List<RecordId>> sides = history.sidesBefore(merged);
      if (sides.size() == 1) {
        sides.putAll(history.joinedAt(merged, customer, query));
      }
      if (sides.size() < 2) {
        throw new LakeException(
            "Cannot unmerge customer "
                + customer
                + ": of the merge at "
                + merged
                + " only one side is left in it; perennial identity history "
                + customer
                + " shows what became of it");
      }
      saying.write(
          apart(saying, sides),
          "Said that the sides of the merge at %s are %s: %s"
              .formatted(
                  merged,
                  Amounts.count(sides.size(), "customer"),
                  sides.entrySet().stream()
                      .map(
                          side ->
                              side.getKey()
                                  + " ("
                                  + Amounts.count(side.getValue().size(), "record")
                                  + ")")
                      .collect(Collectors.joining(", "))));
    }
    return ExitCode.DONE.number();
  }

  private List<StatedConstraint> apart(Saying saying, Map<CustomerId, List<RecordId>> sides) {
    List<List<RecordId>> all = List.copyOf(sides.values());
    List<StatedConstraint> said = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        said.add(UnlinkCommand.apart(saying, all.get(i), all.get(j), note.text()));
      }
    }
    return said;
  }
}
